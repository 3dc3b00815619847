namespace Orleans;

/// <summary>Calls grains from outside of grains. In one process it is the <see cref="IGrainFactory"/> itself.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>The host's services.</summary>
    IServiceProvider ServiceProvider { get; }
}

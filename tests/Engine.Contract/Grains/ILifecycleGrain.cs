namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.ILifecycleGrain")]
public interface ILifecycleGrain : IGrainWithStringKey
{
    [Alias("Activation")]
    Task<Guid> Activation();

    [Alias("EndActivation")]
    Task EndActivation();

    [Alias("EndHolding")]
    Task EndHolding(string door);

    [Alias("StayFor")]
    Task StayFor(TimeSpan time);

    [Alias("ScopedServices")]
    Task<Guid[]> ScopedServices();
}

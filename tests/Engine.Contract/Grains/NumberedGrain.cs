namespace ToolTime.Engine.Contract.Grains;

[Alias("ToolTime.Engine.Contract.INumberedGrain")]
public interface INumberedGrain : IGrainWithIntegerKey
{
    [Alias("Key")]
    Task<long> Key();
}

public sealed class NumberedGrain : Grain, INumberedGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

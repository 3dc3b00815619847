namespace ToolTime.Embedded.Tests.Grains;

internal sealed class StatefulGrain([PersistentState("number")] IPersistentState<StatefulGrain.Number> number) : Grain, IStatefulGrain
{
    public Task<int> Read() => Task.FromResult(number.State.Value);

    public Task Write(int value)
    {
        number.State.Value = value;
        return number.WriteStateAsync();
    }

    internal sealed class Number
    {
        public int Value { get; set; }
    }
}

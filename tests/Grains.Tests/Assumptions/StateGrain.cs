namespace ToolTime.Grains.Tests.Assumptions;

internal sealed class StateGrain([PersistentState("text")] IPersistentState<StateGrain.TextState> state) : Grain, IStateGrain
{
    public Task<string?> ReadAsync() => Task.FromResult(state.State.Text);

    public Task WriteAsync(string text)
    {
        state.State.Text = text;
        return state.WriteStateAsync();
    }

    public Task ClearAsync() => state.ClearStateAsync();

    [GenerateSerializer, Alias("ToolTime.Tests.TextState")]
    internal sealed class TextState
    {
        [Id(0)] public string? Text { get; set; }
    }
}

namespace ToolTime.Engine.Contract.Grains;

public sealed class StateGrain(
    [PersistentState("text")] IPersistentState<TextState> text,
    [PersistentState("number")] IPersistentState<NumberState> number) : Grain, IStateGrain
{
    private StateAnswer _atActivation = new() { Text = "", Number = 0, Exists = false };

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = Now();
        return Task.CompletedTask;
    }

    public async Task Write(string newText, int newNumber)
    {
        text.State.Text = newText;
        await text.WriteStateAsync();
        number.State = new NumberState { Number = newNumber };
        await number.WriteStateAsync();
        _atActivation = Now();
    }

    public async Task<string> ChangeAndReadAgain()
    {
        text.State.Text = "never written";
        await text.ReadStateAsync();
        return text.State.Text;
    }

    public async Task Clear()
    {
        await text.ClearStateAsync();
        await number.ClearStateAsync();
        _atActivation = Now();
    }

    public Task<StateAnswer> Read() => Task.FromResult(_atActivation);

    public Task EndActivation()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private StateAnswer Now() => new()
    {
        Text = text.State.Text,
        Number = number.State.Number,
        Exists = text.RecordExists && number.RecordExists,
    };
}

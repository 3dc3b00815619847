namespace ToolTime.Engine.Contract.Grains;

public sealed class CallGrain : Grain, ICallGrain
{
    private Probe Probe => Probe.Of(this);

    public Task<string> Inherited() => Task.FromResult("inherited");

    public Task NoResult() => Task.CompletedTask;

    public async Task<int> Value(int value)
    {
        await Task.Yield();
        return value;
    }

    public ValueTask QuickNoResult() => ValueTask.CompletedTask;

    public ValueTask<int> QuickValue(int value) => ValueTask.FromResult(value);

    public Task<Letter> Echo(Letter letter) => Task.FromResult(letter);

    Task ICallGrain.ThrowAtOnce(string message) => throw new InvalidOperationException(message);

    public ValueTask<int> ThrowAtOnceQuickly(string message) => throw new InvalidOperationException(message);

    public async Task<int> ThrowLater(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<ICallGrain> Reference() => Task.FromResult(this.AsReference<ICallGrain>());

    public Task<int> AskOther(ICallGrain other, int value) => other.Value(value);

    public Task AskItself() => GrainFactory.GetGrain<ICallGrain>(this.GetPrimaryKeyString()).WithinHalfASecond("itself");

    public async Task WithinHalfASecond(string door)
    {
        Probe.Note($"{door} begun");
        await Probe.ThroughAsync(door);
        Probe.Note($"{door} done");
    }

    public async Task WaitForToken(CancellationToken cancellationToken)
    {
        Probe.Note("waiting");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Probe.Note("told");
            throw;
        }
    }

    public async Task Hold(string door)
    {
        Probe.Note("held");
        await Probe.ThroughAsync(door);
    }

    public Task HoldCancellably(string door, CancellationToken cancellationToken) => Hold(door);
}

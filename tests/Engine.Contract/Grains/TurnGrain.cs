namespace ToolTime.Engine.Contract.Grains;

public sealed class TurnGrain : Grain, ITurnGrain
{
    public static readonly AsyncLocal<string?> Ambient = new();

    private readonly List<int> _appended = [];
    private int _total;

    public async Task Increment()
    {
        var total = _total;
        await Task.Yield();
        await Task.Run(() => { });
        await Task.Delay(TimeSpan.FromTicks(1), TimeProvider.System);
        _total = total + 1;
    }

    public Task<int> Total() => Task.FromResult(_total);

    public async Task<bool> ComesBack()
    {
        var turns = TaskScheduler.Current;
        await Task.Yield();
        var isBack = TaskScheduler.Current == turns;
        await Task.Run(() => { });
        isBack &= TaskScheduler.Current == turns;
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System).ConfigureAwait(true);
        isBack &= TaskScheduler.Current == turns;
        return isBack && turns != TaskScheduler.Default;
    }

    public async Task<bool> TaskRunLeavesTheTurn() =>
        await Task.Run(() => TaskScheduler.Current == TaskScheduler.Default);

    public Task Append(int value)
    {
        _appended.Add(value);
        return Task.CompletedTask;
    }

    public Task<int[]> Appended() => Task.FromResult(_appended.ToArray());

    // Not async, so that nothing but the engine can keep the value from the next turn.
    public Task SetAmbient(string value)
    {
        Ambient.Value = value;
        return Task.CompletedTask;
    }

    public Task<string?> GetAmbient() => Task.FromResult(Ambient.Value);
}

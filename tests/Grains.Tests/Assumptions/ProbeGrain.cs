using System.Collections.Immutable;

namespace ToolTime.Grains.Tests.Assumptions;

internal sealed class ProbeGrain : Grain, IProbeGrain
{
    private readonly List<int> _numbers = [];

    public Task AppendAsync(int number)
    {
        _numbers.Add(number);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<int>> ListAsync() => Task.FromResult<ImmutableArray<int>>([.. _numbers]);

    public async Task HoldAsync(int number)
    {
        var (begun, opened) = IProbeGrain.Gate.For(this.GetPrimaryKeyString());
        begun.TrySetResult();
        await opened.Task;
        _numbers.Add(number);
    }

    public Task HoldBrieflyAsync(int number) => HoldAsync(number);
}

using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Turns;

public sealed class StressTests
{
    private const int Callers = 100;
    private const int CallsEach = 1000;
    private const int GrainCount = 50;

    [Fact]
    public async Task Calls_WhileActivationsEndAllTheTime_AreNeitherLostNorOverlapping()
    {
        await using var cluster = await EngineCluster.StartAsync();
        var run = Guid.NewGuid().ToString("N");
        using var over = new CancellationTokenSource();
        var collection = Task.Run(() => CollectUntilAsync(cluster, over.Token), TestContext.Current.CancellationToken);

        var inOrder = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(cluster.Grains, run, caller))));
        await over.CancelAsync();
        await collection;

        Assert.Equal(Callers * CallsEach, inOrder.Sum());
        Assert.All(Enumerable.Range(0, GrainCount), grain =>
        {
            Assert.False(Probe.Of(KeyOf(run, grain)).Overlapped, "Two activations overlapped.");
            Assert.False(Probe.Of($"{KeyOf(run, grain)}-turn").Overlapped, "Two turns overlapped.");
        });
    }

    private static string KeyOf(string run, int grain) => $"stress-{run}-{grain}";

    private static async Task<int> CallAsync(IGrainFactory grains, string run, int caller)
    {
        var inOrder = 0;
        for (var number = 0; number < CallsEach; number++)
        {
            var grain = grains.GetGrain<IBusyGrain>(KeyOf(run, (caller + number) % GrainCount));
            if (await grain.Visit(caller, number))
                inOrder++;
        }

        return inOrder;
    }

    private static async Task CollectUntilAsync(IEngineCluster cluster, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await cluster.CollectIdleAsync();
            await Task.Yield();
        }
    }
}

using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.Turns;

public sealed class TurnTests(SharedCluster cluster)
{
    private readonly string _key = $"turn-{Guid.NewGuid():N}";

    private ITurnGrain Grain => cluster.Grains.GetGrain<ITurnGrain>(_key);

    [Fact]
    public async Task Turns_ThatAwait_DoNotInterleave()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Grain.Increment()));

        Assert.Equal(200, await Grain.Total());
    }

    [Fact]
    public async Task Await_InTurn_ComesBackToTheTurn() => Assert.True(await Grain.ComesBack());

    [Fact]
    public async Task TaskRun_InTurn_LeavesTheTurn() => Assert.True(await Grain.TaskRunLeavesTheTurn());

    [Fact]
    public async Task Turns_OfOneCaller_KeepTheirOrder()
    {
        for (var i = 0; i < 100; i++)
            await Grain.Append(i);

        Assert.Equal(Enumerable.Range(0, 100), await Grain.Appended());
    }

    [Fact]
    public async Task AsyncLocal_OfCaller_DoesNotReachTheGrain()
    {
        TurnGrain.Ambient.Value = "of the caller";

        Assert.Null(await Grain.GetAmbient());
    }

    [Fact]
    public async Task AsyncLocal_OfTurn_ReachesNeitherCallerNorNextTurn()
    {
        await Task.WhenAll(Grain.SetAmbient("of a turn"), Grain.Total());

        Assert.Null(TurnGrain.Ambient.Value);
        Assert.Null(await Grain.GetAmbient());
    }
}

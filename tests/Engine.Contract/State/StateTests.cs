using ToolTime.Engine.Contract.Grains;
using ToolTime.Engine.Contract.Hosting;

namespace ToolTime.Engine.Contract.State;

public sealed class StateTests(SharedCluster cluster)
{
    private static readonly StateAnswer Nothing = new() { Text = "", Number = 0, Exists = false };
    private static readonly StateAnswer Written = new() { Text = "text", Number = 7, Exists = true };

    private readonly string _key = $"state-{Guid.NewGuid():N}";

    private IStateGrain Grain => cluster.Grains.GetGrain<IStateGrain>(_key);

    [Fact]
    public async Task State_ThatWasNeverWritten_IsNew() => Assert.Equal(Nothing, await Grain.Read());

    [Fact]
    public async Task State_ThatWasWritten_IsThereAtTheNextActivation()
    {
        await Grain.Write("earlier", 6);
        await Grain.Write("text", 7);
        await Grain.EndActivation();

        Assert.Equal(Written, await Grain.Read());
    }

    [Fact]
    public async Task State_ThatWasCleared_IsNewAtTheNextActivation()
    {
        await Grain.Write("text", 7);
        await Grain.Clear();
        Assert.Equal(Nothing, await Grain.Read());
        await Grain.EndActivation();

        Assert.Equal(Nothing, await Grain.Read());
        await Grain.Write("text", 7);
        Assert.Equal(Written, await Grain.Read());
    }

    [Fact]
    public async Task ReadStateAsync_AfterAChange_TakesTheStoredState()
    {
        await Grain.Write("text", 7);

        Assert.Equal("text", await Grain.ChangeAndReadAgain());
    }

    [Fact]
    public async Task State_AfterRestart_IsThere()
    {
        await using var own = await EngineCluster.StartAsync();
        await own.Grains.GetGrain<IStateGrain>(_key).Write("text", 7);

        await own.RestartAsync();

        Assert.Equal(Written, await own.Grains.GetGrain<IStateGrain>(_key).Read());
    }
}

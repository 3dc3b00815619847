using Orleans.Storage;
using ToolTime.Embedded.Tests.Grains;

namespace ToolTime.Embedded.Tests.State;

public sealed class StateTests
{
    private const string Kind = "state/stateful/number";

    private readonly string _key = $"state-{Guid.NewGuid():N}";

    [Fact]
    public async Task WriteStateAsync_OverAnothersChange_FailsAndTheNextCallReadsAnew()
    {
        await using var engine = await TestEngine.StartAsync();
        var grain = engine.Grains.GetGrain<IStatefulGrain>(_key);
        await grain.Write(1);
        var stored = await engine.Records.ReadAsync(Kind, _key, TestContext.Current.CancellationToken);
        await engine.Records.WriteAsync(Kind, _key, """{"Value":2}"""u8.ToArray(), stored!.Etag, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write(3));

        Assert.Equal(2, await grain.Read());
        await grain.Write(4);
        Assert.Equal(4, await grain.Read());
    }

    [Fact]
    public async Task WriteStateAsync_OfGrain_StoresJsonUnderTypeAndStateName()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Grains.GetGrain<IStatefulGrain>(_key).Write(5);

        var stored = await engine.Records.ReadAsync(Kind, _key, TestContext.Current.CancellationToken);

        Assert.Equal("""{"Value":5}"""u8.ToArray(), stored!.Value);
    }

    [Fact]
    public async Task Activation_OverUnreadableState_FailsTheCall()
    {
        await using var engine = await TestEngine.StartAsync();
        await engine.Records.WriteAsync(Kind, _key, "no json"u8.ToArray(), null, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<System.Text.Json.JsonException>(engine.Grains.GetGrain<IStatefulGrain>(_key).Read);
    }
}

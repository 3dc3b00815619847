using Orleans.Storage;
using ToolTime.Grains.Tests.Hosting;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Grains.Tests.Assumptions;

/// <summary>Orleans' AdoNet provider with our tables and queries, on SQLite.</summary>
public class StateTests : GrainTest
{
    private IStateGrain Grain => Host.Grains.GetGrain<IStateGrain>("key of a grain");

    [Fact]
    public async Task Write_ThenRestart_IsThere()
    {
        Assert.Null(await Grain.ReadAsync());
        await Grain.WriteAsync("one");
        await Grain.WriteAsync("two");
        await Host.DeactivateAllAsync();
        Assert.Equal("two", await Grain.ReadAsync());
        await Host.RestartAsync();
        Assert.Equal("two", await Grain.ReadAsync());
        Assert.Null(await Host.Grains.GetGrain<IStateGrain>("another key").ReadAsync());
    }

    [Fact]
    public async Task Clear_ThenRestart_IsGoneAndCanBeWritten()
    {
        await Grain.WriteAsync("one");
        await Grain.ClearAsync();
        await Host.RestartAsync();
        Assert.Null(await Grain.ReadAsync());
        await Grain.WriteAsync("two");
        await Grain.ClearAsync();
        await Grain.WriteAsync("three");
        await Host.RestartAsync();
        Assert.Equal("three", await Grain.ReadAsync());
    }
}

/// <summary>The same on PostgreSQL, where two clusters can meet.</summary>
public sealed class PostgresStateTests(PostgresServer server) : StateTests
{
    private (string, string)[] _settings = [];

    [Fact]
    public async Task Write_AnotherActivationWroteMeanwhile_IsRefused()
    {
        await using var other = await GrainHost.StartAsync(configure: null, _settings);
        var (here, there) = (Host.Grains.GetGrain<IStateGrain>("shared"), other.Grains.GetGrain<IStateGrain>("shared"));
        Assert.Null(await here.ReadAsync());
        Assert.Null(await there.ReadAsync());
        await here.WriteAsync("first");
        await Assert.ThrowsAsync<InconsistentStateException>(() => there.WriteAsync("second"));

        // The overtaken activation has ended; the next one has the newer state.
        Assert.Equal("first", await there.ReadAsync());
        await there.WriteAsync("second");
        await Assert.ThrowsAsync<InconsistentStateException>(() => here.WriteAsync("third"));
        Assert.Equal("second", await here.ReadAsync());
    }

    private protected override async Task<GrainHost> StartAsync()
    {
        _settings = await GrainHost.SettingsAsync(server);
        return await GrainHost.StartAsync(configure: null, _settings);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolTime.Embedded.Tests.Grains;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Tests.Hosting;

/// <summary>An engine on a clock of the test's own. Records, clock and log outlive a restart.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly Action<EmbeddedOptions>? _configure;
    private IHost _host;

    private TestEngine(Action<EmbeddedOptions>? configure)
    {
        _configure = configure;
        _host = Build();
    }

    public ManualClock Clock { get; } = new();

    public MemoryRecordStore Records { get; } = new();

    public LogLines Log { get; } = new();

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public EngineStatistics Statistics => Services.GetRequiredService<EngineStatistics>();

    public static TestEngine Create(Action<EmbeddedOptions>? configure = null) => new(configure);

    public static async Task<TestEngine> StartAsync(Action<EmbeddedOptions>? configure = null)
    {
        var engine = Create(configure);
        await engine._host.StartAsync();
        return engine;
    }

    /// <summary>Ends when no grain has anything to do. A call's answer comes a moment before its turn is over.</summary>
    public Task WhenRestingAsync() => Task.WhenAll(Services.GetRequiredService<GrainEngine>().Mailboxes.Select(mailbox => mailbox.WhenResting()));

    public Task StopAsync() => _host.StopAsync();

    public async Task StartAgainAsync()
    {
        _host.Dispose();
        _host = Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IEngineRecordStore>(Records);
        builder.Services.AddEmbeddedEngine(_configure, [typeof(ProbeGrain), typeof(RemindedGrain), typeof(StatefulGrain), typeof(LastingGrain)]);
        return builder.Build();
    }
}

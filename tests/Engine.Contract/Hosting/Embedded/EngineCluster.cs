using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolTime.Embedded;
using ToolTime.Embedded.Turns;

namespace ToolTime.Engine.Contract.Hosting;

/// <summary>The single-process engine over a store that outlives it.</summary>
internal sealed class EngineCluster : IEngineCluster
{
    private readonly MemoryRecordStore _records = new();
    private IHost? _host;

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    public static async Task<IEngineCluster> StartAsync()
    {
        var cluster = new EngineCluster();
        await cluster.StartHostAsync();
        return cluster;
    }

    public Task CollectIdleAsync()
    {
        _host!.Services.GetRequiredService<GrainEngine>().CollectIdle(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public async Task RestartAsync()
    {
        await DisposeAsync();
        await StartHostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }

    private async Task StartHostAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<IEngineRecordStore>(_records);
        builder.Services.AddContractServices();
        builder.Services.AddEmbeddedEngine(Configure, typeof(EngineCluster).Assembly);
        _host = builder.Build();
        await _host.StartAsync();
    }

    private static void Configure(EmbeddedOptions options)
    {
        options.ResponseTimeout = IEngineCluster.ResponseTimeout;
        options.MinimumReminderPeriod = IEngineCluster.ShortestReminderPeriod;
    }
}

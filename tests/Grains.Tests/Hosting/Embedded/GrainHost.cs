using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ToolTime.Calendar;
using ToolTime.Embedded;
using ToolTime.Grains.Usage;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Roles;
using ToolTime.Storage;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>The grains on the single-process engine, whose clock only a test moves.</summary>
internal sealed class GrainHost : IGrainHost
{
    private static readonly TimeSpan LongerThanAnyActivation = TimeSpan.FromHours(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-").FullName;
    private readonly PromptClock _engineClock = new();
    private readonly Action<IServiceCollection>? _configure;
    private readonly Dictionary<string, string?> _settings;
    private IHost _host;

    private GrainHost(Action<IServiceCollection>? configure, (string Key, string Value)[] settings)
    {
        _configure = configure;
        _settings = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        _settings.TryAdd("Storage:ConnectionString", $"Data Source={Path.Combine(_folder, "tooltime.db")}");
        _host = Build();
    }

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public SettableClock Clock { get; } = new();

    public static async Task<IGrainHost> StartAsync(Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var host = new GrainHost(configure, settings);
        await host.StartHostAsync();
        return host;
    }

    public Task FlushAsync() => Services.GetRequiredService<LiveUsage>().FlushAsync();

    public async Task DeactivateAllAsync()
    {
        await FlushAsync();
        var statistics = Services.GetRequiredService<EngineStatistics>();

        // A grain is not idle yet in the moment between its answer and the end of its turn.
        while (statistics.ReadGrainClasses().Any(grain => grain.Activations > 0))
        {
            _engineClock.Advance(LongerThanAnyActivation);
            await Task.Yield();
        }
    }

    public void PassForReminders(TimeSpan span) => _engineClock.Advance(span);

    public async Task RestartAsync()
    {
        await StopHostAsync();
        _host = Build();
        await StartHostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddSingleton<TimeProvider>(_engineClock);
        builder.Services.AddKeyedSingleton<TimeProvider>(DomainClock.Key, Clock);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddGrains(builder.Configuration);
        builder.AddGrainEngine(ServerRole.All);
        _configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private Task StartHostAsync()
    {
        Services.GetRequiredService<IStorageEngine>().Open();
        return _host.StartAsync();
    }

    private async Task StopHostAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

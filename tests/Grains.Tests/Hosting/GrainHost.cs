using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Orleans.TestingHost;
using ToolTime.Calendar;
using ToolTime.Grains.Registration;
using ToolTime.Grains.Usage;
using ToolTime.Grains.Webhooks;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Webhooks;
using ToolTime.Storage;
using ToolTime.Storage.Orleans;
using ToolTime.Storage.Registration;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>
/// The grains as the server registers them, on Orleans silos in this process: one with its own SQLite file, or several with a PostgreSQL
/// database. Only the domain's clock and that of reminders are the test's; Orleans uses the system's clock for everything else.
/// </summary>
internal sealed class GrainHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime-").FullName;
    private readonly FakeTimeProvider _reminderClock = new();
    private readonly Action<IServiceCollection>? _configure;
    private readonly Dictionary<string, string?> _settings;
    private readonly int _silos;
    private InProcessTestCluster? _cluster;

    private GrainHost(int silos, Action<IServiceCollection>? configure, (string Key, string Value)[] settings)
    {
        (_silos, _configure) = (silos, configure);
        _settings = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        _settings.TryAdd("Storage:ConnectionString", $"Data Source={Path.Combine(_folder, "tooltime.db")}");
    }

    /// <summary>The grain factory of a silo.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The services of the first silo.</summary>
    public IServiceProvider Services => SiloServices.First();

    /// <summary>The domain's clock.</summary>
    public SettableClock Clock { get; } = new();

    private IEnumerable<IServiceProvider> SiloServices => _cluster!.Silos.Select(silo => silo.ServiceProvider);

    /// <summary>Starts one silo.</summary>
    /// <param name="configure">Registers further services, after all others.</param>
    /// <param name="settings">Settings of the server.</param>
    public static Task<GrainHost> StartAsync(Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings) =>
        StartAsync(1, configure, settings);

    /// <summary>Starts several silos over one PostgreSQL database.</summary>
    public static async Task<GrainHost> StartAsync(int silos, PostgresServer server, Action<IServiceCollection>? configure = null) =>
        await StartAsync(silos, configure, await SettingsAsync(server));

    /// <summary>The settings of a new PostgreSQL database.</summary>
    public static async Task<(string Key, string Value)[]> SettingsAsync(PostgresServer server) =>
        [
            ("Storage:Provider", nameof(StorageProvider.PostgreSql)),
            ("Storage:ConnectionString", server.ConnectionString(await server.CreateDatabaseAsync())),
        ];

    /// <summary>Makes every silo send its live totals, and waits until the usage grains have them.</summary>
    public async Task FlushAsync()
    {
        foreach (var services in SiloServices)
        {
            await services.GetRequiredService<LiveUsage>().FlushAsync();
        }
    }

    /// <summary>Deactivates every grain; nothing may be running. The next call to a grain activates it again.</summary>
    public async Task DeactivateAllAsync()
    {
        await FlushAsync();
        var management = Grains.GetGrain<IManagementGrain>(0);

        // A grain is not yet idle between its answer and the end of its turn.
        do
        {
            await management.ForceActivationCollection(TimeSpan.Zero);
        } while (
            (await management.GetSimpleGrainStatistics()).Any(grain =>
                grain.GrainType.StartsWith("ToolTime.", StringComparison.Ordinal) && grain.ActivationCount > 0
            )
        );
    }

    /// <summary>Lets time pass for reminders, but not for the domain.</summary>
    public void PassForReminders(TimeSpan span) => _reminderClock.Advance(span);

    /// <summary>Kills one of the silos, as a crash does.</summary>
    public Task KillSiloAsync() => _cluster!.KillSiloAsync(_cluster.Silos[^1]);

    /// <summary>Stops one of the silos as a deployment does.</summary>
    public Task StopSiloAsync() => _cluster!.StopSiloAsync(_cluster.Silos[^1]);

    /// <summary>Stops as a deployment does, and starts again on the same database.</summary>
    /// <param name="damage">SQL that changes the file of reminders and grain state meanwhile; null for none.</param>
    public async Task RestartAsync(string? damage = null)
    {
        await StopAsync();
        if (damage is not null)
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "tooltime.orleans.db")};Pooling=false");
            await connection.OpenAsync();
            await using var command = new SqliteCommand(damage, connection);
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        await DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<GrainHost> StartAsync(int silos, Action<IServiceCollection>? configure, (string Key, string Value)[] settings)
    {
        var host = new GrainHost(silos, configure, settings);
        await host.DeployAsync();
        return host;
    }

    private async Task DeployAsync()
    {
        var builder = new InProcessTestClusterBuilder(1)
        {
            Options =
            {
                ClusterId = "tests",
                ServiceId = "tests",
                ConfigureFileLogging = false,
                InitializeClientOnDeploy = false,
            },
        };
        builder.ConfigureSiloHost((_, silo) => Configure(silo));
        _cluster = builder.Build();
        await _cluster.DeployAsync();

        // One after the other: two that join at once conflict, which costs seconds.
        for (var silo = 1; silo < _silos; silo++)
        {
            await _cluster.StartAdditionalSiloAsync();
        }
    }

    private async Task StopAsync()
    {
        await _cluster!.StopAllSilosAsync();
        await _cluster.DisposeAsync();

        // Otherwise the providers' connections would be pooled for the next host of this database, and there is none.
        if (_settings.ContainsKey("Storage:Provider"))
        {
            NpgsqlConnection.ClearAllPools();
        }
    }

    private void Configure(IHostApplicationBuilder silo)
    {
        silo.Logging.SetMinimumLevel(LogLevel.None);
        silo.Configuration.AddInMemoryCollection(_settings);
        silo.Services.AddHostedService<StorageStart>();
        silo.Services.AddSingleton(new DomainClock(Clock));
        silo.Services.AddKeyedSingleton<TimeProvider>("Orleans.Reminders", _reminderClock);
        silo.Services.AddStorage(silo.Configuration);
        silo.Services.AddGrains(silo.Configuration);
        silo.Services.AddSingleton<IWebhookSender, WebhookSender>();

        // The carriers of live totals do nothing until a test lets them.
        silo.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LiveUsage>(provider, new StandingClock()));
        silo.UseOrleans(orleans =>
        {
            _ = _settings.ContainsKey("Storage:Provider")
                ? orleans.UsePostgreSql(_settings["Storage:ConnectionString"]!)
                : orleans.UseSqlite();
            orleans.AllowMoreForwards();
        });
        _configure?.Invoke(silo.Services);
    }

    /// <summary>Opens the storage before the silo starts.</summary>
    private sealed class StorageStart(IServiceProvider services) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<IStorageEngine>().Open();
            services.GetService<OrleansFile>()?.Prepare();
            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class StandingClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}

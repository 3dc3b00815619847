using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Orleans.TestingHost;
using ToolTime.Grains.Usage;
using ToolTime.Silo.Hosting;
using ToolTime.Storage;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Grains.Tests.Hosting;

/// <summary>The grains on two silos of Orleans in this process, over a PostgreSQL database of their own.</summary>
internal sealed class GrainHost : IGrainHost
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(PostgresServer.StartOwnAsync);

    /// <summary>Silos are configured by types, so this is how one finds whose it is.</summary>
    private static readonly ConcurrentDictionary<string, GrainHost> Hosts = new();

    private readonly string _name = $"{Guid.NewGuid():n}";
    private readonly PostgresServer _server;
    private readonly string _database;
    private readonly Action<IServiceCollection>? _configure;
    private readonly (string Key, string Value)[] _settings;
    private TestCluster? _cluster;

    private GrainHost(PostgresServer server, string database, Action<IServiceCollection>? configure, (string Key, string Value)[] settings)
    {
        (_server, _database, _configure, _settings) = (server, database, configure, settings);
        Hosts[_name] = this;
    }

    public IGrainFactory Grains => _cluster!.GrainFactory;

    public IServiceProvider Services => ServicesOfSilos.First();

    public SettableClock Clock { get; } = new();

    private IEnumerable<IServiceProvider> ServicesOfSilos => _cluster!.Silos.Select(silo => ((InProcessSiloHandle)silo).SiloHost.Services);

    public static async Task<IGrainHost> StartAsync(Action<IServiceCollection>? configure = null, params (string Key, string Value)[] settings)
    {
        var server = await Server.Value;
        var host = new GrainHost(server, await server.CreateDatabaseAsync(), configure, settings);
        await host.DeployAsync();
        return host;
    }

    public async Task FlushAsync()
    {
        foreach (var services in ServicesOfSilos)
        {
            await services.GetRequiredService<LiveUsage>().FlushAsync();
        }
    }

    public async Task DeactivateAllAsync()
    {
        await FlushAsync();
        var management = Grains.GetGrain<IManagementGrain>(0);

        // A grain is not idle yet in the moment between its answer and the end of its turn.
        do
        {
            await management.ForceActivationCollection(TimeSpan.Zero);
        }
        while ((await management.GetSimpleGrainStatistics()).Any(grain => grain.GrainType.StartsWith("ToolTime.", StringComparison.Ordinal) && grain.ActivationCount > 0));
    }

    /// <summary>
    /// What would have been due meanwhile is due now, and from then on every second: silos leave out a tick whose time is over when they
    /// come to know of it.
    /// </summary>
    public void PassForReminders(TimeSpan span) =>
        _server.ExecuteAsync(_database, $"UPDATE orleans_reminders SET first_at = first_at - interval '{span}', period_ms = 1000, version = version + 1").GetAwaiter().GetResult();

    public async Task RestartAsync()
    {
        await StopAsync();
        await DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Hosts.TryRemove(_name, out _);
    }

    private async Task DeployAsync()
    {
        var builder = new TestClusterBuilder(initialSilosCount: 1) { Options = { ClusterId = _name, ServiceId = _name, UseTestClusterMembership = false, ConfigureFileLogging = false } };
        builder.Properties[nameof(GrainHost)] = _name;
        builder.Properties["Storage:Provider"] = nameof(StorageProvider.PostgreSql);
        builder.Properties["Storage:ConnectionString"] = _server.ConnectionString(_database);
        Array.ForEach(_settings, setting => builder.Properties[setting.Key] = setting.Value);
        builder.AddSiloBuilderConfigurator<Configurator>();
        builder.AddClientBuilderConfigurator<Configurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();

        // One after the other: two that join at once get in each other's way, which costs seconds.
        await _cluster.StartAdditionalSiloAsync();
    }

    private async Task StopAsync()
    {
        await _cluster!.StopAllSilosAsync();
        await _cluster.DisposeAsync();

        // The providers' connections would otherwise be kept for the next of this database, and there is none.
        NpgsqlConnection.ClearAllPools();
    }

    private sealed class Configurator : ISiloConfigurator, IClientBuilderConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var host = Hosts[siloBuilder.Configuration[nameof(GrainHost)]!];
            siloBuilder.UsePostgreSql(host._server.ConnectionString(host._database)).ForwardPatiently();
            siloBuilder.Configure<ReminderOptions>(options => options.RefreshReminderListPeriod = TimeSpan.FromSeconds(1));
            siloBuilder.Services.AddGrainsUnderTest(siloBuilder.Configuration, host.Clock, host._configure);
            siloBuilder.AddStartupTask((services, _) =>
            {
                services.GetRequiredService<IStorageEngine>().Open();
                return Task.CompletedTask;
            });
        }

        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder)
        {
            var host = Hosts[configuration[nameof(GrainHost)]!];
            clientBuilder.UsePostgreSql(host._server.ConnectionString(host._database));
        }
    }
}

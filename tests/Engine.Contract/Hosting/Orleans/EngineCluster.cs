using Microsoft.Extensions.Configuration;
using Npgsql;
using Orleans.Configuration;
using Orleans.TestingHost;
using ToolTime.Silo.Hosting;
using ToolTime.Storage.Tests.PostgreSql;

namespace ToolTime.Engine.Contract.Hosting;

/// <summary>Two silos of Orleans in this process, which keep their members, reminders and grain state in a PostgreSQL database of their own.</summary>
internal sealed class EngineCluster : IEngineCluster
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(PostgresServer.StartOwnAsync);

    private readonly string _connectionString;
    private readonly string _name = $"{Guid.NewGuid():n}";
    private TestCluster? _cluster;

    private EngineCluster(string connectionString) => _connectionString = connectionString;

    public IGrainFactory Grains => _cluster!.GrainFactory;

    public static async Task<IEngineCluster> StartAsync()
    {
        var server = await Server.Value;
        var cluster = new EngineCluster(server.ConnectionString(await server.CreateDatabaseAsync()));
        await cluster.DeployAsync();
        return cluster;
    }

    public Task CollectIdleAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public async Task RestartAsync()
    {
        await DisposeAsync();
        await DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster!.StopAllSilosAsync();
        await _cluster.DisposeAsync();

        // The providers' connections would otherwise be kept for the next of this database, and there is none.
        NpgsqlConnection.ClearAllPools();
    }

    private async Task DeployAsync()
    {
        var builder = new TestClusterBuilder(initialSilosCount: 1) { Options = { ClusterId = _name, ServiceId = _name, UseTestClusterMembership = false, ConfigureFileLogging = false } };
        builder.Properties[nameof(_connectionString)] = _connectionString;
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        builder.AddClientBuilderConfigurator<ClientConfigurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();

        // One after the other: two that join at once get in each other's way, which costs seconds.
        await _cluster.StartAdditionalSiloAsync();
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.UsePostgreSql(siloBuilder.Configuration[nameof(_connectionString)]!).ForwardPatiently();
            siloBuilder.Services.AddContractServices();
            siloBuilder.Configure<ReminderOptions>(options =>
            {
                options.MinimumReminderPeriod = IEngineCluster.ShortestReminderPeriod;

                // A reminder that was registered while silos still shared out the ring is found at the next look at the table.
                options.RefreshReminderListPeriod = TimeSpan.FromSeconds(1);
            });
            siloBuilder.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = IEngineCluster.ResponseTimeout);
        }
    }

    private sealed class ClientConfigurator : IClientBuilderConfigurator
    {
        public void Configure(IConfiguration configuration, IClientBuilder clientBuilder)
        {
            clientBuilder.UsePostgreSql(configuration[nameof(_connectionString)]!);
            clientBuilder.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = IEngineCluster.ResponseTimeout);
        }
    }
}

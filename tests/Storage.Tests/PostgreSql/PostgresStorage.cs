using Microsoft.Extensions.Configuration;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;
using ToolTime.Storage.PostgreSql;
using ToolTime.Storage.Registration;
using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.PostgreSql;

/// <summary>
/// One server process's access to a PostgreSQL database, registered as by the server. Two instances are like two processes.
/// </summary>
internal sealed class PostgresStorage : IStorageUnderTest
{
    private readonly string _connectionString;
    private readonly TimeProvider _clock;
    private ServiceProvider _services;

    private PostgresStorage(string connectionString, TimeProvider clock)
    {
        (_connectionString, _clock) = (connectionString, clock);
        _services = Build();
    }

    public PostgresDatabase Database => _services.GetRequiredService<PostgresDatabase>();

    public ISubmissionStore Submissions => _services.GetRequiredService<ISubmissionStore>();

    public IDayStore Days => _services.GetRequiredService<IDayStore>();

    public IPublicationStore Publications => _services.GetRequiredService<IPublicationStore>();

    public IDeletionStore Deletions => _services.GetRequiredService<IDeletionStore>();

    public ISubmissionRegister Register => _services.GetRequiredService<ISubmissionRegister>();

    public ITelemetryStore Telemetry => _services.GetRequiredService<ITelemetryStore>();

    public ITelemetryPublicationStore TelemetryPublications => _services.GetRequiredService<ITelemetryPublicationStore>();

    public ITelemetryRegister TelemetryRegister => _services.GetRequiredService<ITelemetryRegister>();

    public IBackupStore BackupStore => _services.GetRequiredService<IBackupStore>();

    public StorageBackup Backup => _services.GetRequiredService<StorageBackup>();

    public int DamagedRows => Database.DamagedRows;

    /// <summary>Opens a new database.</summary>
    public static async Task<PostgresStorage> OpenAsync(PostgresServer server) =>
        await OpenAsync(server, await server.CreateDatabaseAsync());

    /// <summary>Opens an existing database.</summary>
    public static Task<PostgresStorage> OpenAsync(PostgresServer server, string database, TimeProvider? clock = null) =>
        OpenAsync(server.ConnectionString(database), clock);

    /// <summary>A database that is not opened yet.</summary>
    public static PostgresStorage Prepare(string connectionString, TimeProvider? clock = null) =>
        new(connectionString, clock ?? new SettableClock());

    public static async Task<PostgresStorage> OpenAsync(string connectionString, TimeProvider? clock = null)
    {
        var storage = Prepare(connectionString, clock);
        try
        {
            await Task.Run(storage._services.GetRequiredService<IStorageEngine>().Open);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public Task ExecuteAsync(string sql) => Database.TransactAsync(connection => connection.Command(sql).ExecuteAsync());

    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
        Database.Open();
    }

    public async Task RestartAsBeforeFoldingAsync()
    {
        await Database.TransactAsync(connection =>
            connection.Command("INSERT INTO meta (name, value) VALUES ('fold_names', '')").ExecuteAsync()
        );
        await RestartAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private ServiceProvider Build()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Provider", "PostgreSql"), new("Storage:ConnectionString", _connectionString)])
            .Build();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(new DomainClock(_clock));
        return services.AddStorage(settings).BuildServiceProvider();
    }
}

using Microsoft.Extensions.Configuration;
using ToolTime.Calendar;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;
using ToolTime.Storage.Registration;
using ToolTime.Storage.Sqlite;
using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>A SQLite file, registered as by the server.</summary>
internal sealed class SqliteStorage : IStorageUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly TimeProvider _clock;
    private ServiceProvider _services;

    private SqliteStorage(string? path, TimeProvider? clock)
    {
        Path = path ?? _folder.File("tooltime.db");
        _clock = clock ?? new SettableClock();
        _services = Build();
    }

    public string Path { get; }

    public SqliteDatabase Database => _services.GetRequiredService<SqliteDatabase>();

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

    /// <summary>A file that is not open yet.</summary>
    public static SqliteStorage Prepare(string path) => new(path, clock: null);

    /// <summary>Opens a file; a new one if none is given.</summary>
    public static async Task<SqliteStorage> OpenAsync(string? path = null, TimeProvider? clock = null)
    {
        var storage = new SqliteStorage(path, clock);
        try
        {
            storage.Database.Open();
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public Task ExecuteAsync(string sql) => Database.WriteAsync(context => context.Command(sql).ExecuteNonQuery());

    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
        Database.Open();
    }

    public async Task RestartAsBeforeFoldingAsync()
    {
        await Database.WriteAsync(context =>
            context.Command("INSERT INTO meta (name, value) VALUES ('fold_names', 'cells 0')").ExecuteNonQuery()
        );
        await RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private ServiceProvider Build()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:ConnectionString", $"Data Source={Path}")]).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(new DomainClock(_clock));
        return services.AddStorage(settings).BuildServiceProvider();
    }
}

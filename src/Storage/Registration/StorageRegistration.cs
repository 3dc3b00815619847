using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Usage;
using ToolTime.Names;
using ToolTime.Settings;
using ToolTime.Storage.Backup;
using ToolTime.Storage.Commit;
using ToolTime.Storage.PostgreSql;
using ToolTime.Storage.PostgreSql.Backup;
using ToolTime.Storage.PostgreSql.Telemetry;
using ToolTime.Storage.Sqlite;
using ToolTime.Storage.Sqlite.Backup;
using ToolTime.Storage.Sqlite.Telemetry;

namespace ToolTime.Storage.Registration;

/// <summary>Registers the storage.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the storage chosen in the settings. It must be opened before the host starts.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSettings<StorageOptions>(configuration, StorageOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new CurrentNames(path: null, TimeProvider.System));
        services.AddMetrics();
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<PostgresDatabase>();
        services.AddEither<IStorageEngine, SqliteDatabase, PostgresDatabase>();
        services.AddEither<ISubmissionStore, SqliteSubmissionStore, PostgresSubmissionStore>();
        services.AddEither<IDeletionStore, SqliteDeletionStore, PostgresDeletionStore>();
        services.AddEither<IDayStore, SqliteDayStore, PostgresDayStore>();
        services.AddEither<IPublicationStore, SqlitePublicationStore, PostgresPublicationStore>();
        services.AddEither<ISubmissionRegister, SqliteSubmissionRegister, PostgresSubmissionRegister>();
        services.AddEither<IPublicationRegister, SqlitePublicationRegister, PostgresPublicationRegister>();
        services.AddEither<ITelemetryStore, SqliteTelemetryStore, PostgresTelemetryStore>();
        services.AddEither<ITelemetryPublicationStore, SqliteTelemetryPublicationStore, PostgresTelemetryPublicationStore>();
        services.AddEither<ITelemetryRegister, SqliteTelemetryRegister, PostgresTelemetryRegister>();
        services.AddEither<IBackupStore, SqliteBackupStore, PostgresBackupStore>();
        services.AddSingleton<StorageBackup>();
        return services;
    }

    private static void AddEither<TContract, TSqlite, TPostgres>(this IServiceCollection services)
        where TContract : class
        where TSqlite : class, TContract
        where TPostgres : class, TContract
    {
        services.TryAddSingleton<TSqlite>();
        services.TryAddSingleton<TPostgres>();
        services.AddSingleton<TContract>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider switch
        {
            StorageProvider.Sqlite => provider.GetRequiredService<TSqlite>(),
            StorageProvider.PostgreSql => provider.GetRequiredService<TPostgres>(),
            var other => throw new ArgumentOutOfRangeException(nameof(services), other, "Unknown storage provider."),
        });
    }
}

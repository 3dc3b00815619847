using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ToolTime.Grains.Deletion;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Usage;
using ToolTime.Storage.Sqlite;

namespace ToolTime.Storage;

/// <summary>Registers the storage.</summary>
public static class StorageRegistration
{
    /// <summary>Adds the storage that the settings name. It must be opened before the host starts.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<IStorageEngine>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<ISubmissionStore, SqliteSubmissionStore>();
        services.AddSingleton<IDeletionStore, SqliteDeletionStore>();
        services.AddSingleton<IDayStore, SqliteDayStore>();
        services.AddSingleton<IPublicationStore, SqlitePublicationStore>();
        services.AddSingleton<ISubmissionRegister, SqliteSubmissionRegister>();
        services.AddSingleton<IEngineRecords, SqliteEngineRecords>();
        return services;
    }
}

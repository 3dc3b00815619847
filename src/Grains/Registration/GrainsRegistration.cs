using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using ToolTime.Grains.Maintenance;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Grains.Usage;
using ToolTime.Grains.Webhooks;
using ToolTime.Names;
using ToolTime.Settings;
using ToolTime.Submissions;
using ToolTime.Telemetry;

namespace ToolTime.Grains.Registration;

/// <summary>Registers what the grains need apart from a storage and a clock.</summary>
public static class GrainsRegistration
{
    /// <summary>How often Orleans looks for idle activations; its default is a minute. Age limits must be longer.</summary>
    private static readonly TimeSpan CollectionQuantum = TimeSpan.FromSeconds(10);

    /// <summary>
    /// When an idle submitter grain is deactivated. Clients report once a day and retry at once; in a flood of new tokens, each costs an
    /// activation until then. Orleans' attributes allow no less than a minute.
    /// </summary>
    private static readonly TimeSpan SubmitterAge = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How many grain locations a silo remembers; Orleans' default is a million. Most submitters are called once a day, so entries are
    /// hardly ever reused, and in a flood of new tokens each costs some 300 bytes.
    /// </summary>
    private const int AddressCacheSize = 20_000;

    /// <summary>
    /// Adds the grains' settings and the process's carrier of live totals; the caller registers an <see cref="IWebhookSender"/>.
    /// </summary>
    public static IServiceCollection AddGrains(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSettings<IngestionOptions>(configuration, IngestionOptions.Section);
        services.AddSettings<PrivacyOptions>(configuration, PrivacyOptions.Section);
        services.AddSettings<PublicationOptions>(configuration, PublicationOptions.Section);
        services.AddSettings<RetentionOptions>(configuration, RetentionOptions.Section);
        services.AddSettings<TelemetryOptions>(configuration, TelemetryOptions.Section);
        services.AddSettings<WebhooksOptions>(configuration, WebhooksOptions.Section);
        services.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = CollectionQuantum;
            options.ClassSpecificCollectionAge[typeof(SubmitterGrain).FullName!] = SubmitterAge;
        });
        services.Configure<GrainDirectoryOptions>(options => options.CacheSize = AddressCacheSize);
        services.AddSingleton<IIncomingGrainCallFilter, StorageFaults>();
        services.AddMetrics();
        services.AddSingleton<MaintenanceMetrics>();
        services.AddTransient<IMaintenanceTask, RollUpTask>();
        services.AddTransient<IMaintenanceTask, PublishSevenDaysTask>();
        services.AddTransient<IMaintenanceTask, PublishPeriodTask>();
        services.AddTransient<IMaintenanceTask, PurgeTask>();
        services.AddTransient<IMaintenanceTask, TelemetryMaintenanceTask>();
        services.AddTransient<IMaintenanceTask, WebhooksTask>();
        services.AddSingleton<AggregateRebuild>();
        services.AddNames(configuration);
        services.AddSingleton<LiveUsage>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveUsage>());
        services.AddSingleton<PepperCache>();
        services.AddSingleton<TelemetryPublisher>();
        services.AddSingleton<LiveTelemetry>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveTelemetry>());
        return services;
    }

    /// <summary>Adds the list of publishable names, which endpoints also use, even in processes without grains.</summary>
    public static void AddNames(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var file = configuration.GetSection(NamesOptions.Section).Get<NamesOptions>()?.File;
        services.AddSingleton(provider =>
        {
            try
            {
                return new CurrentNames(
                    string.IsNullOrEmpty(file) ? null : Path.GetFullPath(file),
                    provider.GetRequiredService<TimeProvider>(),
                    NamesFaults.LogTo(provider.GetRequiredService<ILogger<CurrentNames>>())
                );
            }
            catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
            {
                throw new FormatException($"Names:File cannot be used: {exception.Message}", exception);
            }
        });
    }
}

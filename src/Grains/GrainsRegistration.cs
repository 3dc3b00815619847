using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using ToolTime.Grains.Maintenance;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Usage;
using ToolTime.Names;
using ToolTime.Submissions;

namespace ToolTime.Grains;

/// <summary>Registers what the grains need beside a storage and a clock.</summary>
public static class GrainsRegistration
{
    /// <summary>
    /// How often Orleans looks for idle activations; it says a minute. A submitter's age limit must be longer, and each new token costs one
    /// activation until then: under a flood of them the limit decides how much memory the server takes.
    /// </summary>
    private static readonly TimeSpan CollectionQuantum = TimeSpan.FromSeconds(15);

    /// <summary>Adds the grains' settings and the process's carrier of live totals.</summary>
    public static IServiceCollection AddGrains(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddValidated<IngestionOptions>(configuration, IngestionOptions.Section);
        services.AddValidated<PrivacyOptions>(configuration, PrivacyOptions.Section);
        services.AddValidated<PublicationOptions>(configuration, PublicationOptions.Section);
        services.AddValidated<RetentionOptions>(configuration, RetentionOptions.Section);
        services.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = CollectionQuantum);
        services.AddMetrics();
        services.AddSingleton<MaintenanceMetrics>();
        services.AddSingleton<AggregateRebuild>();
        services.AddSingleton<PublicationJobs>();
        services.AddNames(configuration);
        services.AddSingleton<LiveUsage>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveUsage>());
        return services;
    }

    /// <summary>Adds the list of names that may be told, which the doors ask as well, in processes without grains too.</summary>
    public static void AddNames(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var file = configuration.GetSection(NamesOptions.Section).Get<NamesOptions>()?.File;
        services.AddSingleton(provider => new CurrentNames(
            string.IsNullOrEmpty(file) ? null : Path.GetFullPath(file), provider.GetRequiredService<TimeProvider>(), NamesFaults.LogTo(provider.GetRequiredService<ILogger<CurrentNames>>())));
    }

    private static void AddValidated<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}

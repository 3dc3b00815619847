using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Maintenance;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Usage;
using ToolTime.Names;
using ToolTime.Submissions;

namespace ToolTime.Grains;

/// <summary>Registers what the grains need beside a storage, a clock and an engine.</summary>
public static class GrainsRegistration
{
    /// <summary>Adds the grains' settings and the process's carrier of live totals.</summary>
    public static IServiceCollection AddGrains(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddValidated<IngestionOptions>(configuration, IngestionOptions.Section);
        services.AddValidated<PrivacyOptions>(configuration, PrivacyOptions.Section);
        services.AddValidated<PublicationOptions>(configuration, PublicationOptions.Section);
        services.AddValidated<RetentionOptions>(configuration, RetentionOptions.Section);
        services.AddMetrics();
        services.AddSingleton<MaintenanceMetrics>();
        services.AddSingleton<AggregateRebuild>();
        services.AddSingleton<PublicationBuilds>();
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

using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using ToolTime.Embedded.Calls;
using ToolTime.Embedded.Hosting;
using ToolTime.Embedded.Reminders;
using ToolTime.Embedded.State;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded;

/// <summary>Adds the single-process grain engine to a host.</summary>
public static class EmbeddedEngineExtensions
{
    /// <summary>
    /// Adds <see cref="IGrainFactory"/>, <see cref="IClusterClient"/> and <see cref="EngineStatistics"/>, and starts and stops the engine with the host.
    /// The host registers an <see cref="IEngineRecordStore"/>, and may register a <see cref="TimeProvider"/> for the engine's clock.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="grainAssemblies">The assemblies with the grain interfaces and classes.</param>
    /// <exception cref="OrleansConfigurationException">Some grain classes or interfaces cannot work; the message tells of all of them.</exception>
    public static IServiceCollection AddEmbeddedEngine(
        this IServiceCollection services, Action<EmbeddedOptions>? configure, params Assembly[] grainAssemblies)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(grainAssemblies);
        return services.AddEmbeddedEngine(configure, grainAssemblies.SelectMany(assembly => assembly.GetTypes()));
    }

    internal static IServiceCollection AddEmbeddedEngine(
        this IServiceCollection services, Action<EmbeddedOptions>? configure, IEnumerable<Type> grainTypes)
    {
        var catalog = new GrainCatalog(grainTypes);
        services.AddOptions<EmbeddedOptions>().Configure(options => configure?.Invoke(options)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(catalog);
        services.AddSingleton(provider => new EngineClock(provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton(provider => new EngineMetrics(provider.GetService<IMeterFactory>()));
        services.AddSingleton<GrainEngine>();
        services.AddSingleton<ReminderTable>();
        services.AddSingleton<ReminderSchedule>();
        services.AddSingleton(provider => new EngineStatistics(provider.GetRequiredService<GrainEngine>(), provider.GetRequiredService<ReminderSchedule>()));
        services.TryAddSingleton<IGrainStorage, RecordGrainStorage>();
        services.AddSingleton<IClusterClient, GrainFactory>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddSingleton<IHostedService, EngineService>();
        return services;
    }
}

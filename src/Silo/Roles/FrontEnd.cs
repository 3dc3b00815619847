using ToolTime.Grains.Registration;
using ToolTime.Settings;
using ToolTime.Submissions;
using ToolTime.Telemetry;

namespace ToolTime.Silo.Roles;

/// <summary>Registers what endpoints need, apart from a grain factory, in a process without grains.</summary>
internal static class FrontEnd
{
    public static void AddFrontEnd(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<IngestionOptions>(configuration, IngestionOptions.Section);
        services.AddSettings<TelemetryOptions>(configuration, TelemetryOptions.Section);
        services.AddNames(configuration);
    }
}

namespace ToolTime.Silo.Maintenance;

/// <summary>Registers what looks after the server.</summary>
internal static class MaintenanceRegistration
{
    public static void AddMaintenance(this IServiceCollection services)
    {
        services.AddHostedService<MaintenanceStart>();
        services.AddHostedService<OldestRowGauge>();
    }

    public static void AddReadiness(this IServiceCollection services) => services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage");
}

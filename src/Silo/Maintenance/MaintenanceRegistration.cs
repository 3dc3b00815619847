namespace ToolTime.Silo.Maintenance;

/// <summary>Registers maintenance, health checks and gauges.</summary>
internal static class MaintenanceRegistration
{
    public static void AddMaintenance(this IServiceCollection services)
    {
        services.AddHostedService<MaintenanceStart>();
        services.AddHostedService<StorageGauges>();
        services.AddHostedService<DamagedRowsGauge>();
    }

    public static void AddReadiness(this IServiceCollection services)
    {
        // A singleton: AddCheck alone creates a new instance per request.
        services.AddSingleton<StorageHealthCheck>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage");
    }
}

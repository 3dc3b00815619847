namespace ToolTime.Silo.Maintenance;

/// <summary>Registers what looks after the server.</summary>
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
        // One for all requests: AddCheck alone makes a new one for each.
        services.AddSingleton<StorageHealthCheck>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage");
    }
}

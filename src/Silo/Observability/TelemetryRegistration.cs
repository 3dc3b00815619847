namespace ToolTime.Silo.Observability;

/// <summary>Registers what sends telemetry, where it is asked for.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds it. It must come before all else that is hosted, so that it stops last and hears of every other stop.</summary>
    public static void AddTelemetryExport(this IServiceCollection services)
    {
        var signals = TelemetrySignals.From(Environment.GetEnvironmentVariable);
        if (signals.Traces || signals.Metrics)
        {
            services.AddSingleton(signals);
            services.AddHostedService<TelemetryExport>();
        }
    }
}

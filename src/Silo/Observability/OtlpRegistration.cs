namespace ToolTime.Silo.Observability;

/// <summary>Registers what sends spans and measurements by OTLP, where it is asked for.</summary>
internal static class OtlpRegistration
{
    /// <summary>Adds it. It must come before all else that is hosted, so that it stops last and hears of every other stop.</summary>
    public static void AddOtlpExport(this IServiceCollection services)
    {
        var signals = OtlpSignals.From(Environment.GetEnvironmentVariable);
        if (signals.Traces || signals.Metrics)
        {
            services.AddSingleton(signals);
            services.AddHostedService<OtlpExport>();
        }
    }
}

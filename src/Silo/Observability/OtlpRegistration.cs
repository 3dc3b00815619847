namespace ToolTime.Silo.Observability;

/// <summary>Registers the OTLP export, if it is configured.</summary>
internal static class OtlpRegistration
{
    /// <summary>Adds the export. It must come before all other hosted services, so that it stops last and sees every other stop.</summary>
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

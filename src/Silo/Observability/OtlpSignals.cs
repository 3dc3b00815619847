namespace ToolTime.Silo.Observability;

/// <summary>
/// What OpenTelemetry's environment variables request (opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables).
/// </summary>
/// <param name="Traces">Whether spans are sent.</param>
/// <param name="Metrics">Whether metrics are sent.</param>
internal sealed record OtlpSignals(bool Traces, bool Metrics)
{
    /// <summary>
    /// A signal is sent if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or its own <c>OTEL_EXPORTER_OTLP_…_ENDPOINT</c> names a collector, unless
    /// <c>OTEL_…_EXPORTER</c> is <c>none</c> or <c>OTEL_SDK_DISABLED</c> is <c>true</c>.
    /// </summary>
    public static OtlpSignals From(Func<string, string?> environment) =>
        new(IsAskedFor(environment, "TRACES"), IsAskedFor(environment, "METRICS"));

    private static bool IsAskedFor(Func<string, string?> environment, string signal) =>
        !string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(environment($"OTEL_{signal}_EXPORTER"), "none", StringComparison.OrdinalIgnoreCase)
        && (
            !string.IsNullOrWhiteSpace(environment("OTEL_EXPORTER_OTLP_ENDPOINT"))
            || !string.IsNullOrWhiteSpace(environment($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"))
        );
}

using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ToolTime.Observability;

namespace ToolTime.Silo.Observability;

/// <summary>
/// Sends this server's spans and measurements by OTLP, as OpenTelemetry's own environment variables say. Nothing is made where none of them
/// names a collector. Nobody waits for the collector: what it does not take in time is lost.
/// </summary>
internal sealed class OtlpExport(OtlpSignals signals) : IHostedService, IDisposable
{
    private const string ServiceName = "tooltime";
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>How long a stop lets the last measurements travel.</summary>
    private const int ShutdownMilliseconds = 3_000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = signals.Traces
            ? Sdk.CreateTracerProviderBuilder().SetResourceBuilder(ResourceOf()).AddSource(ToolTimeTraces.Name).AddOtlpExporter().Build()
            : null;
        _metrics = signals.Metrics
            ? Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(ResourceOf())
                .AddMeter(ToolTimeMeter.Name, ToolTimeMeter.Name + ".*", ToolTimeMeter.Orleans, RuntimeMeter)
                .AddOtlpExporter()
                .Build()
            : null;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(ShutdownMilliseconds), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown(ShutdownMilliseconds), CancellationToken.None)
        );

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // Of this machine and process nothing is exported but a random id; what else is exported, the environment says.
    private static ResourceBuilder ResourceOf() =>
        ResourceBuilder
            .CreateEmpty()
            .AddService(
                ServiceName,
                serviceVersion: typeof(OtlpExport)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
                    ?.InformationalVersion
            )
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
}

using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ToolTime.Observability;

namespace ToolTime.Silo.Observability;

/// <summary>
/// Sends the server's spans and metrics by OTLP, configured by OpenTelemetry's own environment variables. Nothing is collected unless they
/// name a collector. Nothing waits for the collector: what it does not accept in time is lost.
/// </summary>
internal sealed class OtlpExport(OtlpSignals signals) : IHostedService, IDisposable
{
    private const string ServiceName = "tooltime";
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>How long a stop waits for the last metrics to be sent.</summary>
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

    // Nothing about this machine and process is exported but a random id; the environment decides what else is.
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

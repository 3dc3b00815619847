using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ToolTime.Observability;

namespace ToolTime.Api.Observability;

/// <summary>Listens to this server's and Orleans' instruments from its creation and aggregates their measurements.</summary>
internal sealed class MetricsCollector : IDisposable
{
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _collecting = new();

    public MetricsCollector(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsCollected(instrument.Meter, meters))
            {
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, new InstrumentSeries(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, series) => ((InstrumentSeries)series!).Record(value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, series) => ((InstrumentSeries)series!).Record(value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, series) => ((InstrumentSeries)series!).Record(value, tags));
        _listener.Start();
    }

    /// <summary>All current series, sorted by instrument name, with those of an instrument together.</summary>
    public IReadOnlyList<MetricSeries> Collect()
    {
        lock (_collecting)
        {
            foreach (var observed in _instruments.Values.Where(series => series.Instrument.IsObservable))
            {
                observed.BeginObservation();
            }

            _listener.RecordObservableInstruments();
            return
            [
                .. _instruments
                    .Values.OrderBy(series => series.Instrument.Name, StringComparer.Ordinal)
                    .SelectMany(series => series.Series),
            ];
        }
    }

    // A process may have several hosts, as in tests, each with its own factory. Orleans' static meter is shared by all.
    private static bool IsCollected(Meter meter, IMeterFactory meters) =>
        ReferenceEquals(meter.Scope, meters)
            ? ToolTimeMeter.IsOurs(meter.Name) || meter.Name == ToolTimeMeter.Orleans
            : meter.Scope is null && meter.Name == ToolTimeMeter.Orleans;

    public void Dispose() => _listener.Dispose();
}

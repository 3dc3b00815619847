using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ToolTime.Observability;

namespace ToolTime.Api.Observability;

/// <summary>Listens to this server's and Orleans' instruments from its creation on and adds up what they measure.</summary>
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

    /// <summary>All series as they are now, by their instruments' names, those of one instrument together.</summary>
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

    // A process may hold several hosts, as tests do; each has a factory of its own. What Orleans measures by a static meter is of all.
    private static bool IsCollected(Meter meter, IMeterFactory meters) =>
        ReferenceEquals(meter.Scope, meters)
            ? ToolTimeMeter.IsOurs(meter.Name) || meter.Name == ToolTimeMeter.Orleans
            : meter.Scope is null && meter.Name == ToolTimeMeter.Orleans;

    public void Dispose() => _listener.Dispose();
}

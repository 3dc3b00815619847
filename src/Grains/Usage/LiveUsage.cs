using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Observability;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>
/// Sends what this process accepted to the usage grains: one summed call a second per day and name, so that a popular name's grain is not
/// called for each submission. It feeds a view of today; what it loses in a crash, or drops when there are too many names, the day's rollup
/// still counts. Thread-safe.
/// </summary>
internal sealed partial class LiveUsage : LiveTotalsSender
{
    /// <summary>The maximum number of names, over all days, that may wait; only listed names get here, so there are never many.</summary>
    public const int MaximumNames = 20_000;

    private readonly IGrainFactory _grains;
    private readonly ILogger<LiveUsage> _logger;
    private readonly Counter<long> _dropped;
    private readonly Lock _lock = new();
    private Dictionary<UsageKey, UsageSum> _sums = [];

    public LiveUsage(IGrainFactory grains, TimeProvider timeProvider, IMeterFactory meters, ILogger<LiveUsage> logger)
        : base(timeProvider)
    {
        (_grains, _logger) = (grains, logger);
        var meter = meters.Create(ToolTimeMeter.Name);
        meter.CreateObservableGauge(
            "tooltime.live_usage.queue.depth",
            CountWaiting,
            unit: null,
            "Names, per day, whose counts are not yet in the live totals."
        );
        _dropped = meter.CreateCounter<long>(
            "tooltime.live_usage.dropped",
            unit: null,
            "Counts missing from live totals because too many names were waiting."
        );
    }

    /// <summary>Adds a cell that was just stored, and subtracts the one it replaced, if any.</summary>
    /// <param name="cell">The cell as sent.</param>
    /// <param name="replacedContent">The canonical content of the replaced cell; default if there is none.</param>
    public void Add(DayCell cell, ImmutableArray<byte> replacedContent)
    {
        var counts = Clamping.CutNames(cell.Report).Counts;
        var replaced = CountsOf(replacedContent);
        lock (_lock)
        {
            foreach (var count in counts)
            {
                Add(new(cell.Day, count.Dimension, count.Name), count, 1);
            }

            foreach (var count in replaced)
            {
                Add(new(cell.Day, count.Dimension, count.Name), count, -1);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task FlushAsync()
    {
        Dictionary<UsageKey, UsageSum> sums;
        lock (_lock)
        {
            (sums, _sums) = (_sums, []);
        }

        foreach (var (key, sum) in sums)
        {
            await _grains.GetGrain<IUsageGrain>(key.ToString()).AddAsync(sum.ToTotals());
        }

        foreach (var day in sums.Keys.GroupBy(key => key.Day))
        {
            await _grains.GetUsageNames(day.Key).NoteAsync([.. day.Select(key => key.ToString())]);
        }
    }

    private void Add(UsageKey key, UsageCount count, int sign)
    {
        if (_sums.Count < MaximumNames || _sums.ContainsKey(key))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_sums, key, out _).Add(count, sign);
        }
        else
        {
            _dropped.Add(1);
        }
    }

    private int CountWaiting()
    {
        lock (_lock)
        {
            return _sums.Count;
        }
    }

    private static ImmutableArray<UsageCount> CountsOf(ImmutableArray<byte> content)
    {
        try
        {
            return content.IsDefault ? [] : CanonicalReport.Decode(content.AsSpan()).Counts;
        }
        catch (InvalidDataException)
        {
            // The replaced content was damaged, and it is gone now; the stored rows are authoritative.
            return [];
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "The last second's live totals were lost ({Reason}); accepted submissions are stored.")]
    protected override partial void LogLost(string reason);
}

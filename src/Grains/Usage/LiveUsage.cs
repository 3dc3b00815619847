using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Observability;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>
/// Carries what this process accepted to the usage grains: one summed call a second for each day and name, so that no grain is called
/// once for each submission however often its name is used. It feeds a view of today: what it loses in a crash, or drops when there are too
/// many names, is in the day's rollup all the same. Any thread may use it.
/// </summary>
internal sealed partial class LiveUsage : BackgroundService
{
    /// <summary>Names of days that may wait; only listed names come here, so there are never many.</summary>
    public const int Capacity = 20_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<LiveUsage> _logger;
    private readonly Counter<long> _dropped;
    private readonly Lock _lock = new();
    private Dictionary<UsageKey, UsageSum> _sums = [];

    public LiveUsage(IGrainFactory grains, TimeProvider timeProvider, IMeterFactory meters, ILogger<LiveUsage> logger)
    {
        (_grains, _timeProvider, _logger) = (grains, timeProvider, logger);
        var meter = meters.Create(ToolTimeMeter.Name);
        meter.CreateObservableGauge(
            "tooltime.live_usage.queue.depth",
            CountWaiting,
            unit: null,
            "Names of days with counts that live totals do not show yet."
        );
        _dropped = meter.CreateCounter<long>(
            "tooltime.live_usage.dropped",
            unit: null,
            "Counts that live totals leave out, since too many names waited."
        );
    }

    /// <summary>Notes a cell that was just stored, and what it replaced, if anything.</summary>
    /// <param name="cell">The cell as it was sent.</param>
    /// <param name="replacedContent">The canonical content of the cell that it took the place of; the default for none.</param>
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

    /// <summary>Sends on what waits now, and returns when the usage grains have it.</summary>
    public async Task FlushAsync()
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
            await _grains
                .GetGrain<IUsageNamesGrain>(day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
                .NoteAsync([.. day.Select(key => key.ToString())]);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, _timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryFlushAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping is how this loop ends.
        }
    }

    private void Add(UsageKey key, UsageCount count, int sign)
    {
        if (_sums.Count < Capacity || _sums.ContainsKey(key))
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
            // What was replaced was damaged at rest, and it is gone now; rows are the truth.
            return [];
        }
    }

    private async Task TryFlushAsync()
    {
        try
        {
            await FlushAsync();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            LogLost(exception.GetType().Name);
        }
    }

    // An engine's message may name the grain it was, and so a name that somebody uses.
    [LoggerMessage(1101, LogLevel.Warning, "Live totals of the last second were lost ({Reason}); what was accepted is stored.")]
    private partial void LogLost(string reason);
}

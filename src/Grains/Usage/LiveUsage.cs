using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Usage;

/// <summary>
/// Carries what this process accepted to the usage grains: one summed call a second for each day and name, so that no grain is called
/// once for each submission however often its name is used. It feeds a view: what it loses in a crash, or drops when it is behind,
/// the day's rollup brings back.
/// </summary>
internal sealed partial class LiveUsage(IGrainFactory grains, TimeProvider engineClock, ILogger<LiveUsage> logger) : BackgroundService
{
    /// <summary>Accepted cells that may wait; at a thousand a second, ten seconds' worth.</summary>
    public const int Capacity = 10_000;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Channel<KeptCell> _kept = Channel.CreateBounded<KeptCell>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes a cell that storage has just kept, and what it replaced, if anything.</summary>
    public void Kept(NewRow.Cell cell, ImmutableArray<byte> replacedContent) => _kept.Writer.TryWrite(new(cell.Day, cell.Content, replacedContent));

    /// <summary>Sends on what waits now, and returns when the usage grains have it.</summary>
    public async Task FlushAsync()
    {
        var sums = new Dictionary<UsageKey, UsageTotals>();
        for (var taken = 0; taken < Capacity && _kept.Reader.TryRead(out var cell); taken++)
        {
            Sum(sums, cell.Day, cell.Content, replaced: false);
            if (!cell.ReplacedContent.IsDefault)
            {
                Sum(sums, cell.Day, cell.ReplacedContent, replaced: true);
            }
        }

        foreach (var (key, delta) in sums)
        {
            await grains.GetGrain<IUsageGrain>(key.ToString()).AddAsync(delta);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, engineClock);
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

    private static void Sum(Dictionary<UsageKey, UsageTotals> sums, DateOnly day, ImmutableArray<byte> content, bool replaced)
    {
        foreach (var count in CanonicalReport.Decode(content.AsSpan()).Counts)
        {
            var key = new UsageKey(day, count.Dimension, count.Name);
            var delta = UsageTotals.Of(count);
            sums[key] = sums.GetValueOrDefault(key, UsageTotals.Zero) + (replaced ? -delta : delta);
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

    // An engine's message may tell which grain it was, and so a name that somebody uses.
    [LoggerMessage(1101, LogLevel.Warning, "Live totals of the last second were lost ({Reason}); the day's rollup brings them back.")]
    private partial void LogLost(string reason);

    private readonly record struct KeptCell(DateOnly Day, ImmutableArray<byte> Content, ImmutableArray<byte> ReplacedContent);
}

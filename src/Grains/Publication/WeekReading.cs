using Microsoft.Extensions.Logging;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Publication;

/// <summary>
/// Counts a closed week: first from the steps that are stored, then from the rows of those who are in none of them, which it stores as steps in its
/// turn. So it goes on where another one was cut short, and somebody's deletion costs the step in which they were.
/// </summary>
internal sealed partial class WeekReading(
    IsoWeek week, WeekSteps stored, byte[] basis, Action<WeekTally, SubmitterRows> count, IPublicationStore rows, IWeekStepStore steps, ILogger logger, int stepSize = WeekReading.StepSize)
    : IAsyncDisposable
{
    /// <summary>Submitters of a step, at least: about a second of reading and a megabyte or two. It ends where the first byte of their ids does.</summary>
    public const int StepSize = 2_048;

    private readonly Queue<SubmitterRange> _stored = new(stored.Ranges);
    private readonly Queue<SubmitterRange> _left = new(SubmitterRange.Outside(stored.Ranges));
    private WeekTally _step = new();
    private SubmitterRange _range;
    private int _lastByte;
    private RowsSnapshot? _open;

    /// <summary>What was counted.</summary>
    public WeekTally Tally { get; } = new();

    /// <summary>The watermark of the rows that are counted.</summary>
    public long Watermark => stored.Watermark;

    /// <summary>Whether rows that were counted have changed meanwhile, so that it must be begun anew.</summary>
    public bool IsOvertaken { get; private set; }

    /// <summary>Takes up a step, or reads some submitters.</summary>
    /// <returns>False where all are counted, or it is overtaken.</returns>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    public async Task<bool> ReadNextAsync()
    {
        if (_stored.TryDequeue(out var range))
        {
            await TakeUpAsync(range);
        }
        else if (_open is not null)
        {
            await ReadRowsAsync(_open.Submitters);
        }
        else if (_left.TryDequeue(out _range))
        {
            _open = await rows.OpenWeekAsync(week, _range, CancellationToken.None);
        }
        else
        {
            return false;
        }

        return !IsOvertaken;
    }

    public async ValueTask DisposeAsync()
    {
        if (_open is { } open)
        {
            _open = null;
            await open.DisposeAsync();
        }
    }

    private async Task TakeUpAsync(SubmitterRange range)
    {
        if (await steps.ReadAsync(week, range, CancellationToken.None) is { } content)
        {
            Tally.AddAll(WeekTally.Decode(content));
        }
        else
        {
            IsOvertaken = true;
        }
    }

    private async Task ReadRowsAsync(IReportCursor cursor)
    {
        var submitters = await cursor.ReadNextAsync(CancellationToken.None);
        foreach (var submitter in submitters)
        {
            var first = SubmitterRange.ByteOf(submitter.Submitter);
            if (first > _lastByte && _step.Submitters + _step.Immature >= stepSize)
            {
                await StoreAsync(first);
            }

            count(_step, submitter);
            _lastByte = first;
        }

        if (submitters.Count == 0)
        {
            await StoreAsync(_range.EndExclusive);
            await DisposeAsync();
        }
    }

    /// <summary>Ends a step before a byte, and begins the next one there.</summary>
    private async Task StoreAsync(int endExclusive)
    {
        if (IsOvertaken)
        {
            return;
        }

        IsOvertaken = !await steps.StoreAsync(week, basis, Watermark, _range with { EndExclusive = endExclusive }, _step.Encode());
        LogStored(week, _step.Submitters + _step.Immature);
        Tally.AddAll(_step);
        _step = new();
        _range = _range with { First = endExclusive };
    }

    [LoggerMessage(1305, LogLevel.Debug, "A step of {Week} is stored: {Submitters} submitters.")]
    private partial void LogStored(IsoWeek week, int submitters);
}

namespace ToolTime.Monitor.Overview;

/// <summary>The usage of the last hours, minute by minute. For one thread at a time.</summary>
internal sealed class RecentMinutes
{
    /// <summary>As many as a window of Claude's limits has.</summary>
    public const int Remembered = 300;

    /// <summary>Of how many the rate is.</summary>
    public const int RateMinutes = 15;

    // How far clocks are usually corrected.
    private const int Slack = 5;

    private readonly long[] _tokens = new long[Remembered];
    private readonly decimal[] _costs = new decimal[Remembered];
    private long _newest;

    /// <summary>
    /// Adds a response's usage; <paramref name="at"/> is in UTC seconds since 1970. Anything older than all minutes is ignored, and
    /// anything ahead of the clock counts as now.
    /// </summary>
    public void Add(long at, long tokens, decimal costUsd, Func<DateTimeOffset> now)
    {
        var minute = at / 60;
        if (minute != _newest)
        {
            var present = now().ToUnixTimeSeconds() / 60;
            if (_newest > present + Slack)
            {
                // The clock was set back.
                Clear();
            }

            minute = Math.Min(minute, present);
            MoveTo(minute);
        }

        if (minute <= _newest - Remembered)
        {
            return;
        }

        _tokens[minute % Remembered] += tokens;
        _costs[minute % Remembered] += costUsd;
    }

    public void Clear()
    {
        Array.Clear(_tokens);
        Array.Clear(_costs);
        _newest = 0;
    }

    /// <summary>The last <paramref name="count"/> minutes up to an instant, oldest first.</summary>
    public IReadOnlyList<LiveMinute> Last(long now, int count)
    {
        var last = now / 60;
        var minutes = new LiveMinute[count];
        for (var i = 0; i < count; i++)
        {
            var minute = last - count + 1 + i;
            var isKnown = minute <= _newest && minute > _newest - Remembered;
            minutes[i] = new LiveMinute(minute * 60, isKnown ? _tokens[minute % Remembered] : 0, isKnown ? _costs[minute % Remembered] : 0);
        }

        return minutes;
    }

    /// <summary>Tokens per minute and dollars per hour over the 15 minutes before an instant.</summary>
    public (double TokensPerMinute, decimal CostUsdPerHour) Rate(long now)
    {
        var minutes = Last(now, RateMinutes);
        return (minutes.Sum(minute => minute.Tokens) / (double)RateMinutes, minutes.Sum(minute => minute.CostUsd) * 60 / RateMinutes);
    }

    private void MoveTo(long minute)
    {
        if (_newest == 0)
        {
            _newest = minute;
        }

        for (var next = Math.Max(_newest + 1, minute - Remembered + 1); next <= minute; next++)
        {
            (_tokens[next % Remembered], _costs[next % Remembered]) = (0, 0);
        }

        _newest = Math.Max(_newest, minute);
    }
}

/// <summary>The usage of one minute.</summary>
/// <param name="At">Its start, in UTC seconds since 1970.</param>
/// <param name="Tokens">Tokens of all kinds.</param>
/// <param name="CostUsd">In dollars, over everything with a price.</param>
internal sealed record LiveMinute(long At, long Tokens, decimal CostUsd);

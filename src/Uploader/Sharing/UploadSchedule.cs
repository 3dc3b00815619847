using ToolTime.Recording.Clock;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// When something is sent automatically: as soon as 24 hours have passed or 100 events have gathered since the last upload, at most 8
/// reports per UTC day, and after failures not before a growing back-off, which a server's Retry-After extends up to a day.
/// </summary>
internal static class UploadSchedule
{
    public const int MaxRequestsPerDay = 8;
    public const int EventsPerUpload = 100;

    /// <summary>
    /// A longer Retry-After counts as this: waiting longer would lose days, as servers accept none after a week. An instant further on is
    /// ignored: the clock was wrong when it was written.
    /// </summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromHours(24);

    private static readonly TimeSpan Interval = TimeSpan.FromHours(24);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromHours(12);

    /// <param name="state">The state so far.</param>
    /// <param name="last">The last upload, or the consent if there was none.</param>
    /// <param name="gathered">Events since then.</param>
    /// <param name="now">The present.</param>
    public static UploadDecision Decide(UploadState state, DateTimeOffset last, int gathered, DateTimeOffset now)
    {
        var isWanted = now - last >= Interval || last > now || gathered >= EventsPerUpload || state.Failures > 0 || state.IsUnfinished;
        var earliest = Earliest(state, now);
        if (isWanted)
        {
            return new UploadDecision(earliest <= now, earliest, null);
        }

        return earliest > now
            ? new UploadDecision(false, earliest, null)
            : new UploadDecision(false, last + Interval, EventsPerUpload - gathered);
    }

    /// <summary>
    /// How long to wait after <paramref name="failures"/> failures in a row: a random half to whole of 10 minutes doubled each time, at
    /// most 12 hours.
    /// </summary>
    /// <param name="failures">1 or more.</param>
    /// <param name="random">At least 0 and under 1.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    public static TimeSpan BackOff(int failures, double random, TimeSpan? retryAfter)
    {
        var whole = FirstBackOff * Math.Min(Math.Pow(2, failures - 1), MaxBackOff / FirstBackOff);
        var jittered = whole * (0.5 + random / 2);
        // If clients obeyed to the second, all would come back together.
        return retryAfter is { } asked && asked + jittered * 0.1 is var asking && asking > jittered ? Min(asking, MaxWait) : jittered;
    }

    private static DateTimeOffset Earliest(UploadState state, DateTimeOffset now)
    {
        var today = now.UtcDay();
        var afterFailure = state.NotBefore is { } notBefore && notBefore <= now + MaxWait ? notBefore : now;
        var afterLimit =
            state.RequestsOn(today) < MaxRequestsPerDay ? now : new DateTimeOffset(today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return afterFailure > afterLimit ? afterFailure : afterLimit;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>Whether to send now, and if not, when to ask again.</summary>
/// <param name="IsDue">Whether to send now.</param>
/// <param name="At">Ask again then at the latest.</param>
/// <param name="EventsMissing">Ask again once this many more events were recorded; null if events do not matter.</param>
internal sealed record UploadDecision(bool IsDue, DateTimeOffset At, int? EventsMissing);

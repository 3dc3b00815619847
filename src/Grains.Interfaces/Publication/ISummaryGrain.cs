namespace ToolTime.Publication;

/// <summary>The publications of one window and set of clients; the key is a <see cref="StatsQuery"/>, such as <c>week</c>.</summary>
public interface ISummaryGrain : IGrainWithStringKey
{
    /// <summary>The name of the window that holds the newest published ISO week.</summary>
    const string Week = "week";

    /// <summary>
    /// Takes a step towards the publication of an ISO week: closes it, reads some of its rows, or builds and stores it. It is to be called
    /// until it answers other than <see cref="PublishOutcome.UnderWay"/>; then it is durable, or one was there already. A step is short, so
    /// that others are answered between two. It may be called again at any time, and a published week never changes. What was read is
    /// forgotten when the grain ends, and the next call begins anew.
    /// </summary>
    /// <param name="isoWeek">The week, written <c>2026-W47</c>.</param>
    [ResponseTimeout("00:10:00")]
    Task<PublishOutcome> PublishAsync(string isoWeek);

    /// <summary>The current publication, unless it is the one with <paramref name="knownETag"/>.</summary>
    Task<PublicationAnswer> GetCurrentAsync(string? knownETag);
}

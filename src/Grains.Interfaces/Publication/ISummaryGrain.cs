namespace ToolTime.Publication;

/// <summary>The publications of one window; the key is the window's name, such as <c>week</c>.</summary>
public interface ISummaryGrain : IGrainWithStringKey
{
    /// <summary>The name of the window that holds the newest published ISO week.</summary>
    const string Week = "week";

    /// <summary>
    /// Builds the publication of an ISO week from its rows and stores it. When the call returns it is durable, or one was there already;
    /// it may be called again, and a published week never changes.
    /// </summary>
    /// <param name="isoWeek">The week, written <c>2026-W47</c>.</param>
    [ResponseTimeout("00:10:00")]
    Task<PublishOutcome> PublishAsync(string isoWeek);

    /// <summary>The current publication, unless it is the one with <paramref name="knownETag"/>.</summary>
    Task<PublicationAnswer> GetCurrentAsync(string? knownETag);
}

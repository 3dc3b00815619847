namespace ToolTime.Publication;

/// <summary>The publications of one window and set of clients; the key is a <see cref="StatsQuery"/>, such as <c>week</c>.</summary>
public interface ISummaryGrain : IGrainWithStringKey
{
    /// <summary>The name of the window that holds the newest published ISO week.</summary>
    const string Week = "week";

    /// <summary>The current publication, unless it is the one with <paramref name="knownETag"/>.</summary>
    Task<PublicationAnswer> GetCurrentAsync(string? knownETag);
}

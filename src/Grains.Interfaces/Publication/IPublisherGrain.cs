namespace ToolTime.Publication;

/// <summary>
/// Publishes one window; the key is an ISO week, such as <c>2026-W47</c>, or the last of seven days, such as
/// <c>2026-11-21</c>. Who asks for what is published asks another grain,
/// <see cref="ISummaryGrain"/>, and so never waits for this one.
/// </summary>
public interface IPublisherGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes a step towards the publication: closes a week, reads some of its rows, decides on some of its cells, or stores it. It is to be called
    /// until it answers other than <see cref="PublishOutcome.UnderWay"/>; then it is durable, or one was there already. It may be called again
    /// at any time, and what is published never changes. When the grain ends, a week goes on from what is stored of it, and seven days are begun anew.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<PublishOutcome> PublishAsync();
}

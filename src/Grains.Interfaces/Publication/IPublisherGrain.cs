namespace ToolTime.Publication;

/// <summary>
/// Publishes one window; the key is an ISO week, such as <c>2026-W47</c>, or the last of seven days, such as
/// <c>2026-11-21</c>. Who asks for what is published asks another grain,
/// <see cref="ISummaryGrain"/>, and so never waits for this one.
/// </summary>
public interface IPublisherGrain : IGrainWithStringKey
{
    /// <summary>
    /// Publishes the window. When the call returns <see cref="PublishOutcome.Published"/> it is durable, or was before; it may be called again at any
    /// time. One that is cut short begins again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<PublishOutcome> PublishAsync();
}

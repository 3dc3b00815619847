namespace ToolTime.Publication;

/// <summary>
/// Publishes one window; the key is a <see cref="StatsQuery"/>: <c>7d</c>, <c>week:2026-W47</c> or <c>4w:2026-W45</c>. Who asks for what is
/// published asks another grain, <see cref="ISummaryGrain"/>, and so never waits for this one.
/// </summary>
public interface IPublisherGrain : IGrainWithStringKey
{
    /// <summary>
    /// Publishes the window; <c>7d</c> only where enough submitters have reported or deleted since, or the day has changed. When the call
    /// returns <see cref="PublishOutcome.Published"/> it is durable; it may be called again at any time. One that is cut short begins
    /// again.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<PublishOutcome> PublishAsync();
}

/// <summary>What became of a publication. The numbers are sent; they never change.</summary>
public enum PublishOutcome
{
    /// <summary>The publication is stored, by this call or before it.</summary>
    Published = 0,

    /// <summary>Rows were removed too often meanwhile. What is due besides comes first; then the call is to be made again.</summary>
    Overtaken = 3,

    /// <summary>Too few submitters have reported or deleted since the last one; nothing was published.</summary>
    NotDue = 4,
}

namespace ToolTime.Publication;

/// <summary>
/// Publishes one window; the key is a <see cref="StatsQuery"/>: <c>7d</c>, <c>week:2026-W47</c> or <c>4w:2026-W45</c>. Readers of published
/// figures call <see cref="ISummaryGrain"/> instead, and so never wait for this grain.
/// </summary>
public interface IPublisherGrain : IGrainWithStringKey
{
    /// <summary>
    /// Publishes the window; <c>7d</c> only if enough submitters have reported or deleted since the last time, or the day has changed.
    /// Durable when the call returns <see cref="PublishOutcome.Published"/>; may be called at any time. An interrupted publication starts
    /// over.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    Task<PublishOutcome> PublishAsync();
}

/// <summary>The result of a publication. The numbers are sent; they never change.</summary>
public enum PublishOutcome
{
    /// <summary>The publication is stored, by this call or an earlier one.</summary>
    Published = 0,

    /// <summary>Rows were removed too often meanwhile. Other due work goes first; then call again.</summary>
    Overtaken = 3,

    /// <summary>Too few submitters have reported or deleted since the last one; nothing was published.</summary>
    NotDue = 4,
}

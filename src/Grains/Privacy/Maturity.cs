using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P6: only mature submitters count. It closes the burst: whoever makes up submitters to fill a cell, or to push a figure, must have
/// begun days before, on every token, when nobody knew yet what the week would hold.
/// </summary>
internal static class Maturity
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Whether a submitter counts in a publication.</summary>
    /// <param name="receivedHours">When the submitter's reports came, cut to the hour, in any order; several of a day may be left out.</param>
    /// <param name="due">When the publication is due, so that one that is late tells the same.</param>
    /// <param name="limits">The limits.</param>
    public static bool IsMature(IReadOnlyList<DateTimeOffset> receivedHours, DateTimeOffset due, PrivacyOptions limits)
    {
        if (limits is { MatureDays: 1, MatureAge.Ticks: 0 })
        {
            return true;
        }

        // A cut hour may hide up to an hour, which no newcomer shall win by.
        var inTime = receivedHours.Where(hour => hour + Hour <= due).ToList();
        return inTime.Select(hour => hour.UtcDateTime.Date).Distinct().Count() >= limits.MatureDays
            && inTime.Min() + Hour <= due - limits.MatureAge;
    }

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P6",
        Text = $"A token counts once its reports came on {limits.MatureDays} UTC days, the first {limits.MatureAge.TotalHours:0} hours before the publication.",
    };
}

using ToolTime.Calendar;
using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P6: every minimum is raised by a secret margin of 0 to 44, drawn for each cell, three fifths of it for an epoch and the rest for a week, and
/// what is told is less by it. It closes the count-up: whoever surrounds a person with one submitter less than the minimum learns next to nothing from whether the cell appears, since
/// it appears at a number that only the server knows; nor from how a number changes from week to week or table to table.
/// </summary>
internal static class SecretMargin
{
    private const string Submitters = "margin";

    /// <summary>The margin of a cell in a week.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="week">The week.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="of">What it is for; each purpose has a draw of its own.</param>
    public static int Of(PublicationSecret secret, CellKey cell, IsoWeek week, PrivacyOptions limits, string of = Submitters) =>
        LastingOf(secret, cell, Epoch.Of(week.FirstDay), limits, of) + secret.Draw(of, cell, week, limits.LargestMargin - Lasting(limits) + 1);

    /// <summary>
    /// The margin of a cell of seven days, by the week of the last of them. It is drawn by itself: a week shares days with seven, and of two numbers
    /// that are less by one margin the difference would be plain.
    /// </summary>
    /// <param name="secret">The secret.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="days">The days.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="of">What it is for.</param>
    public static int Of(PublicationSecret secret, CellKey cell, SevenDays days, PrivacyOptions limits, string of = Submitters) =>
        LastingOf(secret, cell, days.Epoch, limits, of) + secret.Draw($"{of} of seven days", cell, IsoWeek.Of(days.LastDay), limits.LargestMargin - Lasting(limits) + 1);

    /// <summary>The part that is drawn once for an epoch, so that several weeks of it are not as many chances.</summary>
    private static int LastingOf(PublicationSecret secret, CellKey cell, Epoch epoch, PrivacyOptions limits, string of) =>
        secret.Draw($"lasting {of}", cell, IsoWeek.Of(epoch.FirstDay), Lasting(limits) + 1);

    private static int Lasting(PrivacyOptions limits) => limits.LargestMargin * 3 / 5;

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P6",
        Text = $"A figure is published from {limits.MinimumSubmitters} distinct tokens on, plus a secret margin of 0 to {limits.LargestMargin}, also taken off what is told. Tokens are counted, not people.",
    };
}

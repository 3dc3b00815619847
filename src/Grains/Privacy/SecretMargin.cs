using ToolTime.Calendar;
using ToolTime.Privacy;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P6: every minimum is raised by a secret margin of 0 to 48, three fifths of it drawn for a name and an epoch and the rest for a cell and a week,
/// and what is told is less by it. It closes the count-up: whoever surrounds a person with one submitter less than the minimum learns next to nothing
/// from whether the cell appears, since it appears at a number that only the server knows; nor from how a number changes from week to week or table to
/// table. Minimums are raised by the name's margin in all of its cells: to see whether it appears among one client's is no second look.
/// </summary>
internal static class SecretMargin
{
    private const string Submitters = "margin";

    /// <summary>The margin of a cell in a week.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="week">The week.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="of">What it is for; each purpose has draws of its own.</param>
    public static int Of(PublicationSecret secret, CellKey cell, IsoWeek week, PrivacyOptions limits, string of = Submitters) =>
        LastingOf(secret, cell, Epoch.Of(week.FirstDay), limits, of) + secret.Draw(of, cell, $"{week}", limits.LargestMargin - Lasting(limits) + 1);

    /// <summary>
    /// The margin of a cell of seven days. Its part that changes is drawn for the last of them, and by itself: of two numbers that are less by one
    /// margin, as those of a week and of six of its days, the difference would be plain.
    /// </summary>
    /// <param name="secret">The secret.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="days">The days.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="of">What it is for.</param>
    public static int Of(PublicationSecret secret, CellKey cell, SevenDays days, PrivacyOptions limits, string of = Submitters) =>
        LastingOf(secret, cell, days.Epoch, limits, of) + secret.Draw($"{of} of seven days", cell, $"{days}", limits.LargestMargin - Lasting(limits) + 1);

    /// <summary>The margin by which a cell's minimums are raised: that of its name over all clients.</summary>
    public static int OfMinimums(PublicationSecret secret, CellKey cell, IsoWeek week, PrivacyOptions limits) => Of(secret, cell with { Client = null }, week, limits);

    /// <summary>The same of seven days.</summary>
    public static int OfMinimums(PublicationSecret secret, CellKey cell, SevenDays days, PrivacyOptions limits) => Of(secret, cell with { Client = null }, days, limits);

    /// <summary>
    /// The part that is drawn once for a name and an epoch, so that neither several weeks of it are as many chances, nor the tables of several clients,
    /// nor seven days beside a week.
    /// </summary>
    private static int LastingOf(PublicationSecret secret, CellKey cell, Epoch epoch, PrivacyOptions limits, string of) =>
        secret.Draw($"lasting {of}", cell with { Client = null }, $"{IsoWeek.Of(epoch.FirstDay)}", Lasting(limits) + 1);

    private static int Lasting(PrivacyOptions limits) => limits.LargestMargin * 3 / 5;

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State(PrivacyOptions limits) => new()
    {
        Id = "P6",
        Text = $"A figure is published from {limits.MinimumSubmitters} distinct tokens on, plus a secret margin of 0 to {limits.LargestMargin}, also taken off what is told. Tokens are counted, not people.",
    };
}

using System.Globalization;
using ToolTime.Api.Pages;
using ToolTime.Api.Trends;
using ToolTime.Publication;

namespace ToolTime.Api.Badges;

/// <summary>The text of a badge.</summary>
/// <param name="Label">Its left half.</param>
/// <param name="Message">Its right half.</param>
/// <param name="IsPublished">False if there is no figure.</param>
internal sealed record BadgeText(string Label, string Message, bool IsPublished)
{
    private const string Left = "ToolTime";

    /// <summary>The badge of any unlisted name; it does not contain the name.</summary>
    public static readonly BadgeText Nothing = new(Left, "not published", IsPublished: false);

    /// <summary>The badge of a name in the newest seven days.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ofCalls">True to show calls instead of the share of submitters.</param>
    public static BadgeText From(NameAnswer.Found name, bool ofCalls) =>
        (name.Current, name.Stats.Window.Submitters) switch
        {
            (null, _) => new(Left, "not enough data yet", IsPublished: false),
            ({ } current, _) when ofCalls => new(
                Left,
                current.TotalCalls is { } calls ? $"{Short(calls)} {(calls == 1 ? "call" : "calls")} in {DaysOf(name.Stats.Window)}" : "calls not published",
                IsPublished: true
            ),
            ({ Adoption: { } adoption }, { } submitters) => new(
                Left,
                $"used by {Math.Round(100 * adoption)}% of {Short(submitters)}",
                IsPublished: true
            ),
            ({ } current, _) => new(Left, $"used by {Short(current.UniqueSubmitters)}", IsPublished: true),
        };

    /// <summary>Seven days, but fewer at the beginning of an epoch.</summary>
    private static string DaysOf(StatsWindow window) =>
        Figure.Count(window is { From: { } from, To: { } to } ? to.DayNumber - from.DayNumber + 1 : 7, "day");

    /// <summary>A number in three or four characters: 950, 1.2k, 35k, 4.1M.</summary>
    internal static string Short(long number) => number switch
    {
        < 1_000 => number.ToString(CultureInfo.InvariantCulture),
        < 10_000 => (Math.Floor(number / 100.0) / 10).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        < 1_000_000 => (number / 1_000).ToString(CultureInfo.InvariantCulture) + "k",
        < 10_000_000 => (Math.Floor(number / 100_000.0) / 10).ToString("0.#", CultureInfo.InvariantCulture) + "M",
        _ => (number / 1_000_000).ToString(CultureInfo.InvariantCulture) + "M",
    };
}

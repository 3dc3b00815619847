using System.Globalization;

namespace ToolTime.Api.Badges;

/// <summary>What a badge says.</summary>
/// <param name="Label">Its left half.</param>
/// <param name="Message">Its right half.</param>
/// <param name="IsPublished">False where there is nothing to tell.</param>
internal sealed record BadgeText(string Label, string Message, bool IsPublished)
{
    /// <summary>The one badge of all names that are hidden, unknown or blocked; it names none.</summary>
    public static readonly BadgeText Nothing = new("ToolTime", "not published", IsPublished: false);

    /// <summary>A badge of the submitters of a name in the newest published week.</summary>
    public static BadgeText Submitters(long submitters) => new("ToolTime", $"used by {Short(submitters)} a week", IsPublished: true);

    /// <summary>A badge of the calls of a name in the newest published week; they are null where they are hidden.</summary>
    public static BadgeText Calls(long? calls) => new("ToolTime", calls is { } told ? $"{Short(told)} calls a week" : "calls not told", IsPublished: true);

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

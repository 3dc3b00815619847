using System.Globalization;
using ToolTime.Calendar;

namespace ToolTime.Api.Pages;

/// <summary>Formats figures for readers; null, which means not published or not measured, stays null.</summary>
internal static class Figure
{
    public static string? Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 submitter</c>, <c>1,200 submitters</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="one">The noun's singular, whose plural ends with an s.</param>
    public static string Count(double count, string one) => $"{Calls(count)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>A median or mean of calls.</summary>
    public static string? Calls(double? calls) => calls?.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A text as the start of a sentence.</summary>
    public static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A duration in a suitable unit: <c>45 ms</c>, <c>1.2 s</c>, <c>2.5 min</c>.</summary>
    /// <param name="milliseconds">Milliseconds.</param>
    public static string? Duration(double? milliseconds) => milliseconds switch
    {
        null => null,
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000:0.#} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:#,0.#} min"),
    };

    /// <summary>A share, 0 to 1, in percent.</summary>
    public static string? Percent(double? part) =>
        part is { } value ? (value * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%" : null;

    /// <summary>A share with its interval, <c>42% (38–46)</c>; just the share if there is no interval.</summary>
    public static string? Interval(double? share, double? low, double? high) =>
        Range(low, high) is { } range ? $"{Percent(share)} {range}" : Percent(share);

    /// <summary>A share's interval, <c>(38–46)</c>.</summary>
    public static string? Range(double? low, double? high) => low is { } from && high is { } to ? $"({100 * from:0}–{100 * to:0})" : null;

    /// <summary>A change in a share, <c>+14 points</c>.</summary>
    public static string Points(double change) => (100 * change).ToString("+0;−0", CultureInfo.InvariantCulture) + " points";

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A range of days without repeating the month or year, 16–22 November 2026; one day if they are the same.</summary>
    public static string Days(DateOnly first, DateOnly last) => (first.Year == last.Year, first.Month == last.Month) switch
    {
        _ when first == last => Day(last),
        (true, true) => $"{first.Day}–{Day(last)}",
        (true, false) => $"{first.ToString("d MMMM", CultureInfo.InvariantCulture)} – {Day(last)}",
        _ => $"{Day(first)} – {Day(last)}",
    };

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>The days of an ISO week.</summary>
    public static string Week(string isoWeek) => Days(IsoWeek.Parse(isoWeek).FirstDay, IsoWeek.Parse(isoWeek).LastDay);

    /// <summary>1st, 2nd, 3rd, 4th, 11th, 21st.</summary>
    public static string Ordinal(int number) =>
        number
        + (
            (number % 100) is >= 11 and <= 13
                ? "th"
                : (number % 10) switch
                {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                }
        );
}

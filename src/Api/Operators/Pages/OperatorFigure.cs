using System.Globalization;
using ToolTime.Api.Pages;

namespace ToolTime.Api.Operators.Pages;

/// <summary>Formats figures for operators; null stays null.</summary>
internal static class OperatorFigure
{
    private static readonly (double Seconds, string Unit)[] Units =
    [
        (86_400, "d"),
        (3_600, "h"),
        (60, "min"),
        (1, "s"),
        (0.001, "ms"),
        (0.000_001, "µs"),
    ];

    /// <summary>A whole number, even if measured as a fraction.</summary>
    public static string? Count(double? count) => count is { } value ? Figure.Count((long)value) : null;

    /// <summary>A duration in its largest unit: 3.2 h, 12 ms.</summary>
    public static string? Duration(double? seconds)
    {
        if (seconds is not { } value)
        {
            return null;
        }

        if (double.IsPositiveInfinity(value))
        {
            return "over 300 s";
        }

        var (size, unit) = Array.Find(Units, unit => value >= unit.Seconds) is { Seconds: > 0 } found ? found : Units[^1];
        return (value / size).ToString(value / size < 10 ? "0.##" : "0", CultureInfo.InvariantCulture) + " " + unit;
    }

    /// <summary>The upper bound of 99% of the durations.</summary>
    public static string? Within(double? seconds) =>
        seconds is { } value ? (double.IsPositiveInfinity(value) ? "" : "≤ ") + Duration(value) : null;

    /// <summary>Bytes in mebibytes.</summary>
    public static string? Bytes(double? bytes) =>
        bytes is { } value ? (value / (1 << 20)).ToString("#,0.#", CultureInfo.InvariantCulture) + " MiB" : null;

    /// <summary>An instant, to the second.</summary>
    public static string? Instant(double? unixSeconds) => unixSeconds is { } value
        ? DateTimeOffset.FromUnixTimeSeconds((long)value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC"
        : null;
}

using System.Globalization;

namespace ToolTime.Api.Pages;

/// <summary>Formats telemetry figures for readers; null stays null.</summary>
internal static class TelemetryText
{
    /// <summary>Milliseconds in a suitable unit: 350 ms, 41 s, 3.2 min, 1.5 h.</summary>
    public static string? Duration(double? milliseconds) => milliseconds switch
    {
        null => null,
        < 1_000 => Number(milliseconds.Value, "ms"),
        < 120_000 => Number(milliseconds.Value / 1_000, "s"),
        < 7_200_000 => Number(milliseconds.Value / 60_000, "min"),
        _ => Number(milliseconds.Value / 3_600_000, "h"),
    };

    /// <summary>US dollars, as exact as they are published: $0.012, $120.</summary>
    public static string? Dollars(double? dollars) => dollars?.ToString("$#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A number in thousands or millions: 5.2 M.</summary>
    public static string? Large(double? number) => number switch
    {
        null => null,
        < 10_000 => number.Value.ToString("#,0.##", CultureInfo.InvariantCulture),
        < 1_000_000 => Number(number.Value / 1_000, "k"),
        < 1_000_000_000 => Number(number.Value / 1_000_000, "M"),
        _ => Number(number.Value / 1_000_000_000, "G"),
    };

    private static string Number(double value, string unit) => value.ToString("#,0.#", CultureInfo.InvariantCulture) + "\u00a0" + unit;
}

using System.Net;

namespace ToolTime.Api.Badges;

/// <summary>Draws a badge as SVG that fetches and runs nothing.</summary>
internal static class BadgeDrawing
{
    private const int Padding = 8;
    private const string Narrow = "fijlrtI.,:;'|!() ";
    private const string Wide = "mwMW%@";

    /// <summary>A picture 20 pixels high, wide enough for its text in browsers' fonts.</summary>
    public static string Svg(BadgeText text)
    {
        var (label, message) = (WidthOf(text.Label), WidthOf(text.Message));
        var width = label + message;
        var title = WebUtility.HtmlEncode($"{text.Label}: {text.Message}");
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" viewBox="0 0 {width} 20" role="img" aria-label="{title}">
            <title>{title}</title>
            <rect width="{width}" height="20" rx="3" fill="#24292f"/>
            <path d="M{label} 0h{message - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{label}z" fill="{(text.IsPublished ? "#0b6e4f" : "#59636e")}"/>
            <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
            {Text(text.Label, 0, label)}
            {Text(text.Message, label, message)}
            </g></svg>

            """;
    }

    private static string Text(string text, int left, int width) =>
        $"<text x=\"{left + Padding}\" y=\"14\" textLength=\"{width - (2 * Padding)}\">{WebUtility.HtmlEncode(text)}</text>";

    private static int WidthOf(string text) =>
        (2 * Padding)
        + (int)
            Math.Ceiling(
                text.Sum(letter =>
                    Narrow.Contains(letter, StringComparison.Ordinal) ? 4.2
                    : Wide.Contains(letter, StringComparison.Ordinal) ? 10
                    : 7
                )
            );
}

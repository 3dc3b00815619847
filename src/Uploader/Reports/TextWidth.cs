using System.Globalization;
using System.Text;

namespace ToolTime.Uploader.Reports;

/// <summary>A text's width in terminal cells: East Asian wide characters and emoji take two, combining marks none.</summary>
internal static class TextWidth
{
    private const string Ellipsis = "…";

    public static int Measure(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Measure(rune);
        }

        return width;
    }

    /// <summary>The text, with an ellipsis if it was cut.</summary>
    public static string Cut(string text, int width)
    {
        if (Measure(text) <= width)
        {
            return text;
        }

        var shortened = new StringBuilder();
        var left = width - 1;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Measure(rune);
            if (left < 0)
            {
                break;
            }

            shortened.Append(rune);
        }

        return shortened + Ellipsis;
    }

    // Unicode's East Asian Width: the blocks that are wide throughout.
    private static int Measure(Rune rune) =>
        rune.Value switch
        {
            < 0x300 => 1,
            >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 => 2,
            >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 => 2,
            >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
            _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
                ? 0
                : 1,
        };
}

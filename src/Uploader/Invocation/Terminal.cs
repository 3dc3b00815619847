using System.Globalization;

namespace ToolTime.Uploader.Invocation;

/// <summary>Where a report is shown.</summary>
/// <param name="Width">Width in cells: 60 to 200, except in the live view.</param>
/// <param name="IsPlain">No colours, no bold.</param>
/// <param name="ShowsProgress">Whether messages go to a terminal, where progress is shown.</param>
internal sealed record Terminal(int Width, bool IsPlain, bool ShowsProgress)
{
    public const int LeastWidth = 60;
    public const int MostWidth = 200;

    // A common width when none is known and nothing wraps.
    private const int WidthElsewhere = 120;

    /// <summary>COLUMNS overrides the terminal's own width; NO_COLOR, with any value, makes it plain (no-color.org).</summary>
    public static Terminal Detect(Func<string, string?> environment, bool isOutputTerminal, bool isErrorTerminal, Func<int> ask)
    {
        var width = int.TryParse(environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0
            ? columns
            : isOutputTerminal ? ask() : WidthElsewhere;
        return new Terminal(
            Math.Clamp(width, LeastWidth, MostWidth),
            !isOutputTerminal || environment("NO_COLOR") is { Length: > 0 } || environment("TERM") is "dumb",
            isErrorTerminal);
    }

    public static Terminal FromConsole(Func<string, string?> environment) =>
        Detect(environment, !Console.IsOutputRedirected, !Console.IsErrorRedirected, () => Console.WindowWidth);
}

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

    // A common width when none is known: nothing wraps, or the terminal has no size yet, as in a container.
    private const int WidthElsewhere = 120;

    /// <summary>COLUMNS overrides the terminal's own width; NO_COLOR, with any value, makes it plain (no-color.org).</summary>
    public static Terminal Detect(Func<string, string?> environment, bool isOutputTerminal, bool isErrorTerminal, Func<int> ask)
    {
        var width = int.TryParse(environment("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0
            ? columns
            : isOutputTerminal && ask() is > 0 and var asked ? asked : WidthElsewhere;
        return new Terminal(
            Math.Clamp(width, LeastWidth, MostWidth),
            !isOutputTerminal || environment("NO_COLOR") is { Length: > 0 } || IsDumb(environment),
            isErrorTerminal);
    }

    /// <summary>Whether the terminal understands no escape codes; without TERM, nothing is known to.</summary>
    public static bool IsDumb(Func<string, string?> environment) =>
        environment("TERM") is var term && (term is "dumb" || (string.IsNullOrEmpty(term) && !OperatingSystem.IsWindows()));

    public static Terminal FromConsole(Func<string, string?> environment) =>
        Detect(environment, !Console.IsOutputRedirected, !Console.IsErrorRedirected, () => Console.WindowWidth);
}

using System.Net;
using System.Text;
using ToolTime.Attacks.Judging;

namespace ToolTime.Bench.Attacks;

/// <summary>Draws advantages as bars with their intervals, beside the line that none may pass.</summary>
internal static class Bars
{
    private const int LabelWidth = 290;
    private const int PlotWidth = 460;
    private const int RowHeight = 20;
    private const int Top = 44;
    private const double Least = -0.25;
    private const double Most = 1.0;

    /// <summary>The picture.</summary>
    /// <param name="title">What the attack wants to know.</param>
    /// <param name="rows">Each bar: what it is of, how it is drawn, and the advantage with its interval.</param>
    /// <param name="limit">The line.</param>
    public static string Draw(string title, IReadOnlyList<(string Label, string Colour, Verdict Verdict)> rows, double limit)
    {
        var height = Top + (rows.Count * RowHeight) + 30;
        var svg = new StringBuilder();
        svg.AppendLine($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LabelWidth + PlotWidth + 60} {height}" font-family="sans-serif" font-size="12" role="img">""");
        svg.AppendLine($"""<title>{WebUtility.HtmlEncode(title)}</title><rect width="100%" height="100%" fill="#fff"/>""");
        svg.AppendLine($"""<text x="8" y="20" font-size="14" font-weight="bold">{WebUtility.HtmlEncode(title)}</text>""");
        for (var tick = 0; tick <= 4; tick++)
        {
            var at = tick * 0.25;
            svg.AppendLine($"""<line x1="{X(at)}" x2="{X(at)}" y1="{Top - 6}" y2="{height - 24}" stroke="#ccc"/><text x="{X(at)}" y="{height - 8}" text-anchor="middle">{at:0.00}</text>""");
        }

        foreach (var (index, (label, colour, verdict)) in rows.Index())
        {
            var y = Top + (index * RowHeight);
            var (from, to) = (X(Math.Min(0, verdict.Advantage)), X(Math.Max(0, verdict.Advantage)));
            var (low, high) = (X(Math.Max(Least, verdict.Interval.Low)), X(verdict.Interval.High));
            svg.AppendLine($"""<text x="{LabelWidth - 6}" y="{y + 12}" text-anchor="end">{WebUtility.HtmlEncode(label)}</text>""");
            svg.AppendLine($"""<rect x="{from}" y="{y + 3}" width="{Math.Max(1, to - from)}" height="11" fill="{colour}"/><line x1="{low}" x2="{high}" y1="{y + 8}" y2="{y + 8}" stroke="#000"/>""");
            svg.AppendLine($"""<text x="{X(Most) + 8}" y="{y + 12}">{verdict.Advantage:0.00}</text>""");
        }

        svg.AppendLine($"""<line x1="{X(limit)}" x2="{X(limit)}" y1="{Top - 6}" y2="{height - 24}" stroke="#c00" stroke-dasharray="4 3"/>""");
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static int X(double advantage) => LabelWidth + (int)Math.Round((advantage - Least) / (Most - Least) * PlotWidth);
}

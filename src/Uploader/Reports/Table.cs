using System.Text;

namespace ToolTime.Uploader.Reports;

/// <summary>
/// Lays rows out in columns within a width. If it is too narrow, texts are cut, then numbers are shortened, then columns are dropped, least
/// important first.
/// </summary>
internal sealed class Table<TRow>(IReadOnlyList<TableColumn<TRow>> columns, IReadOnlyList<TRow> rows, TRow? total)
    where TRow : class
{
    private const string Gap = "  ";
    private const int LeastText = 18;

    /// <summary>The lines, none wider than <paramref name="width"/> unless the columns that always stay need more.</summary>
    /// <param name="width">Width in cells of a terminal.</param>
    /// <param name="isCompact">Write all numbers short from the start.</param>
    /// <param name="style">How headings are emphasised.</param>
    public IEnumerable<string> Render(int width, bool isCompact, TableStyle style)
    {
        var layout = Layout(columns, isCompact);
        if (!Fit(layout, width))
        {
            layout = Layout(columns, isShort: true);
        }

        while (
            !Fit(layout, width)
            && layout.Count > 1
            && layout.MinBy(column => column.Column.Priority) is { Column.Priority: < TableColumn<TRow>.Always } least
        )
        {
            layout = [.. layout.Where(column => column != least)];
        }

        yield return style.Heading(Line(layout, column => column.Column.Header));
        for (var i = 0; i < rows.Count; i++)
        {
            yield return Line(layout, column => column.Cells[i]);
        }

        if (total is null)
        {
            yield break;
        }

        yield return style.Faint(new string('-', Math.Min(width, Width(layout))));
        yield return style.Heading(Line(layout, column => column.Cells[rows.Count]));
    }

    private static int Width(List<LaidOut> layout) => layout.Sum(column => column.Width) + (Gap.Length * (layout.Count - 1));

    // Cuts the widest texts until everything fits. False if they cannot be cut further.
    private static bool Fit(List<LaidOut> layout, int width)
    {
        while (Width(layout) > width)
        {
            if (layout.Where(column => column.Column.MayBeCut && column.Width > LeastText).MaxBy(column => column.Width) is not { } widest)
            {
                return false;
            }

            widest.Width = Math.Max(LeastText, widest.Width - (Width(layout) - width));
        }

        return true;
    }

    private static string Line(List<LaidOut> layout, Func<LaidOut, string> cell)
    {
        var line = new StringBuilder();
        foreach (var column in layout)
        {
            line.Append(line.Length > 0 ? Gap : "");
            var text = TextWidth.Cut(cell(column), column.Width);
            var space = new string(' ', column.Width - TextWidth.Measure(text));
            line.Append(column.Column.IsText ? text + space : space + text);
        }

        return line.ToString().TrimEnd();
    }

    private List<LaidOut> Layout(IReadOnlyList<TableColumn<TRow>> shown, bool isShort)
    {
        IEnumerable<TRow> all = total is null ? rows : rows.Append(total);
        return
        [
            .. shown.Select(column =>
            {
                string[] cells = [.. all.Select(row => column.Cell(row, isShort))];
                return new LaidOut(column, cells) { Width = cells.Append(column.Header).Max(TextWidth.Measure) };
            }),
        ];
    }

    private sealed record LaidOut(TableColumn<TRow> Column, string[] Cells)
    {
        public int Width { get; set; }
    }
}

/// <summary>How a table is emphasised on a terminal; plain if output goes elsewhere or NO_COLOR is set.</summary>
internal sealed record TableStyle(bool IsPlain)
{
    public string Heading(string text) => IsPlain ? text : $"\e[1m{text}\e[0m";

    public string Faint(string text) => IsPlain ? text : $"\e[2m{text}\e[0m";
}

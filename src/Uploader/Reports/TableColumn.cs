namespace ToolTime.Uploader.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Header">The heading.</param>
/// <param name="Text">The cell's text.</param>
/// <param name="Short">The same in less space; null if there is no shorter form.</param>
/// <param name="Priority">If space is short, columns with a small number are dropped first; 9 always stays.</param>
/// <param name="IsText">Text is left-aligned, numbers right-aligned.</param>
/// <param name="MayBeCut">Whether it may lose its end if space is short; a number never may.</param>
internal sealed record TableColumn<TRow>(
    string Header,
    Func<TRow, string> Text,
    Func<TRow, string>? Short = null,
    int Priority = TableColumn<TRow>.Always,
    bool IsText = false,
    bool MayBeCut = false
)
{
    public const int Always = 9;

    public string Cell(TRow row, bool isShort) => isShort && Short is not null ? Short(row) : Text(row);
}

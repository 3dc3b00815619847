namespace ToolTime.Uploader.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its name.</param>
/// <param name="Text">What a row says in it.</param>
/// <param name="Short">The same in less room; null where there is no shorter way.</param>
/// <param name="Priority">Where room is short, columns with a small number go first; 9 stays always.</param>
/// <param name="IsText">Text stands on the left, numbers on the right.</param>
/// <param name="MayBeCut">Whether it may lose its end where room is short; a number never may.</param>
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

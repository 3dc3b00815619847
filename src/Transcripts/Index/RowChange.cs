namespace ToolTime.Transcripts.Index;

/// <summary>A row of the index before and after a change.</summary>
/// <param name="Before">Empty if the row is new.</param>
/// <param name="After">The row as it is stored now.</param>
/// <param name="IsNew">True if there was no such row before.</param>
internal readonly record struct RowChange<TRow>(TRow Before, TRow After, bool IsNew)
    where TRow : unmanaged, IKeyedRow;

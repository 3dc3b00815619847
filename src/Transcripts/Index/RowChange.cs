namespace ToolTime.Transcripts.Index;

/// <summary>A row of the index as it was and as it is now.</summary>
/// <param name="Before">Empty where the row is new.</param>
/// <param name="After">As it is stored now.</param>
/// <param name="IsNew">True where there was none before.</param>
internal readonly record struct RowChange<TRow>(TRow Before, TRow After, bool IsNew)
    where TRow : unmanaged, IKeyedRow;

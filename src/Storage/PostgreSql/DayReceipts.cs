namespace ToolTime.Storage.PostgreSql;

/// <summary>A submitter's receipts of a day.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="LastOrdinal">The greatest ordinal; more than the count where some were removed.</param>
internal readonly record struct DayReceipts(long Count, int LastOrdinal);

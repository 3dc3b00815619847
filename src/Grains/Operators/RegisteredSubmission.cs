using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Operators;

/// <summary>A submission and what is still stored of it.</summary>
/// <param name="Receipt">The id of its receipt.</param>
/// <param name="ReceivedHour">When it was received, cut to the hour, UTC.</param>
/// <param name="Quarantined">True where it is left out of what is read.</param>
/// <param name="Rows">Its rows, less those that later submissions replaced.</param>
public sealed record RegisteredSubmission(Guid Receipt, DateTimeOffset ReceivedHour, bool Quarantined, IReadOnlyList<StoredRow> Rows);

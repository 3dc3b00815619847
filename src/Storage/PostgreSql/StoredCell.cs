namespace ToolTime.Storage.PostgreSql;

/// <summary>A cell as it is stored, or will be by the commit.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Content">Its content.</param>
/// <param name="Quarantined">Whether it is stored and not read.</param>
/// <param name="Receipt">The receipt of the submission that brings it; null for one that was stored before.</param>
internal sealed record StoredCell(long Revision, byte[] ContentHash, byte[] Content, bool Quarantined, Guid? Receipt);

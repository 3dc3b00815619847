namespace ToolTime.Uploader.Sharing;

/// <summary>queue/deletion.json: the last deletion. Tokens are named by their SHA-256, since tokens are not stored.</summary>
internal sealed record DeletionState
{
    public required string BegunAt { get; init; }

    /// <summary>Null while it is under way, also when it stopped on the way.</summary>
    public string? EndedAt { get; init; }

    /// <summary>
    /// Whose reports the server has deleted, this time or before: to name one again beside newer ones would show that they belong together.
    /// </summary>
    public SortedSet<string> Done { get; init; } = new(StringComparer.Ordinal);
}

namespace ToolTime.Uploader.Commands;

/// <summary>What `tooltime share on --json` and `share off --json` print.</summary>
internal sealed record SharingChange
{
    /// <summary>Whether nothing was stored.</summary>
    public required bool DryRun { get; init; }

    /// <summary>`on` or `off`, as in <see cref="SharingState"/>.</summary>
    public required string Sharing { get; init; }

    /// <summary>False if it was so before.</summary>
    public required bool IsChanged { get; init; }

    public required string Server { get; init; }

    /// <summary>The kinds of names that are shared, or would be.</summary>
    public required IReadOnlyList<string> SharedKinds { get; init; }

    /// <summary>UTC; null if sharing is off.</summary>
    public required string? ConsentedAt { get; init; }

    /// <summary>The version that was agreed to; null if sharing is off.</summary>
    public required int? ConsentVersion { get; init; }
}

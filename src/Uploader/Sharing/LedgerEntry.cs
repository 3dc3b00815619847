using System.Text.Json.Serialization;

namespace ToolTime.Uploader.Sharing;

/// <summary>What became of a cell.</summary>
internal sealed record LedgerEntry
{
    /// <summary>The server has it.</summary>
    public const string Stored = "kept";

    /// <summary>The server will never take this content.</summary>
    public const string Refused = "refused";

    /// <summary>The server stores a greater revision, so this content must go again under one greater still.</summary>
    public const string Behind = "behind";

    /// <summary>The greatest revision that is known to have been sent or stored.</summary>
    public required long Revision { get; init; }

    /// <summary>The SHA-256 of the cell without its revision.</summary>
    public required string Content { get; init; }

    public required string Outcome { get; init; }

    public required string At { get; init; }

    /// <summary>
    /// The server that refused it; null where it did not, or an older version did not say. What one server refuses another may take.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Server { get; init; }

    /// <summary>Whether a cell with this content has nothing more to say to the server.</summary>
    public bool Settles(string content) => Content == content && Outcome is Stored or Refused;
}

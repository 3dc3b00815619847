using ToolTime.Recording.Home;
using ToolTime.Recording.Json;

namespace ToolTime.Uploader.Sharing;

/// <summary>The file of the <see cref="DeletionState"/>. During a deletion nothing is sent.</summary>
internal sealed class DeletionStore(ToolTimeHome home)
{
    private string StatePath => Path.Combine(home.Queue, "deletion.json");

    public bool IsUnderWay => Read() is { EndedAt: null };

    /// <summary>Null if there never was a deletion. An unreadable file counts as a deletion of which nothing is done.</summary>
    public DeletionState? Read() =>
        File.Exists(StatePath) ? OwnJson.Read(StatePath, ClientJson.Default.DeletionState) ?? new() { BegunAt = "" } : null;

    public void Write(DeletionState state) => OwnJson.Replace(StatePath, state, ClientJson.Default.DeletionState);
}

/// <summary>queue/deletion.json: the last deletion. Tokens are identified by their SHA-256, since tokens are not stored.</summary>
internal sealed record DeletionState
{
    public required string BegunAt { get; init; }

    /// <summary>Null while it is in progress, also if it was interrupted.</summary>
    public string? EndedAt { get; init; }

    /// <summary>
    /// Tokens whose reports the server has deleted, now or earlier: sending one again with newer ones would show that they belong together.
    /// </summary>
    public SortedSet<string> Done { get; init; } = new(StringComparer.Ordinal);
}

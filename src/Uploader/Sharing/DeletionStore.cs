using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Sharing;

/// <summary>The file of the <see cref="DeletionState"/>. While a deletion is under way, nothing is sent.</summary>
internal sealed class DeletionStore(ToolTimeHome home)
{
    private string StatePath => Path.Combine(home.Queue, "deletion.json");

    public bool IsUnderWay => Read() is { EndedAt: null };

    /// <summary>Null where there never was one. A file that cannot be read is a deletion of which nothing is known to be done.</summary>
    public DeletionState? Read()
    {
        if (!File.Exists(StatePath))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(StatePath), ClientJson.Default.DeletionState) ?? new() { BegunAt = "" };
        }
        catch (JsonException)
        {
            return new() { BegunAt = "" };
        }
    }

    public void Write(DeletionState state) =>
        PrivateFiles.Replace(StatePath, JsonSerializer.SerializeToUtf8Bytes(state, ClientJson.Default.DeletionState));
}

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

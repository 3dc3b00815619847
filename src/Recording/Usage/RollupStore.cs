using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Usage;

/// <summary>The files under rollups/ and backfill/.</summary>
internal sealed class RollupStore(ToolTimeHome home)
{
    private string ObservedPath => Path.Combine(home.Rollups, "observed.json");

    /// <summary>The days that have events, in order.</summary>
    public IEnumerable<DateOnly> RecordedDays() => !Directory.Exists(home.Events)
        ? []
        : Directory.EnumerateFiles(home.Events, "*.jsonl")
            .Select(path => UtcText.ParseDay(Path.GetFileNameWithoutExtension(path)))
            .OfType<DateOnly>()
            .Order();

    public Rollup? Find(DateOnly day) => Read(home.RollupOf(day), RecordingJson.Default.Rollup);

    public void Save(Rollup rollup) => Write(home.RollupOf(rollup.Day), rollup, RecordingJson.Default.Rollup);

    /// <summary>What `backfill` made from the day's transcripts.</summary>
    public Rollup? FindBackfilled(DateOnly day) => Read(home.BackfillOf(day), RecordingJson.Default.Rollup);

    public void SaveBackfilled(Rollup rollup) => Write(home.BackfillOf(rollup.Day), rollup, RecordingJson.Default.Rollup);

    public void RemoveBackfilled(DateOnly day)
    {
        if (Directory.Exists(home.Backfill))
        {
            File.Delete(home.BackfillOf(day));
        }
    }

    public ObservedClients Observed() => Read(ObservedPath, RecordingJson.Default.ObservedClients) ?? new ObservedClients();

    public void Save(ObservedClients observed) => Write(ObservedPath, observed, RecordingJson.Default.ObservedClients);

    // An unreadable file is rebuilt from the events.
    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            PrivateFiles.Replace(path, content);
        }
    }
}

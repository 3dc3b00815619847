using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Usage;

/// <summary>The files under rollups/ and backfill/. In a dry run, changes are only remembered.</summary>
internal sealed class RollupStore(ToolTimeHome home, bool isDryRun = false)
{
    private readonly Dictionary<string, byte[]?> _unwritten = [];

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

    public void RemoveBackfilled(DateOnly day) => Remove(home.BackfillOf(day));

    /// <summary>Removes those of all days before <paramref name="day"/>, or of all days there are.</summary>
    public void RemoveBackfilledBefore(DateOnly? day)
    {
        foreach (var path in Directory.Exists(home.Backfill) ? Directory.GetFiles(home.Backfill, "*.json") : [])
        {
            if (day is null || UtcText.ParseDay(Path.GetFileNameWithoutExtension(path)) < day)
            {
                Remove(path);
            }
        }
    }

    /// <summary>Removes the day's events.</summary>
    public void RemoveEvents(DateOnly day) => Remove(home.EventsOf(day));

    public ObservedClients Observed() => Read(ObservedPath, RecordingJson.Default.ObservedClients) ?? new ObservedClients();

    public void Save(ObservedClients observed) => Write(ObservedPath, observed, RecordingJson.Default.ObservedClients);

    // An unreadable file is rebuilt from the events.
    private T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Content(path) is { } content ? JsonSerializer.Deserialize(content, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[]? Content(string path) =>
        _unwritten.TryGetValue(path, out var content) ? content
        : File.Exists(path) ? File.ReadAllBytes(path)
        : null;

    private void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (isDryRun)
        {
            _unwritten[path] = content;
        }
        else if (Content(path) is not { } before || !before.AsSpan().SequenceEqual(content))
        {
            PrivateFiles.Replace(path, content);
        }
    }

    private void Remove(string path)
    {
        if (isDryRun)
        {
            _unwritten[path] = null;
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}

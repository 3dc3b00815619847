using System.Globalization;
using System.Text.Json;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Hooks;

namespace ToolTime.Monitor.Security.Audit;

/// <summary>The audit trail's files: one per day, one line per call, readable by their owner only, for 90 days.</summary>
internal static class AuditTrail
{
    /// <summary>How many days are stored.</summary>
    public const int Days = 90;

    private const string Ending = ".jsonl";

    /// <summary>Adds a line; the first one of a day deletes days that are too old.</summary>
    /// <exception cref="IOException">It was not written: the disk is full, or the day has as much as one may have.</exception>
    public static void Append(ToolTimeHome home, DateTimeOffset now, byte[] line)
    {
        var day = now.UtcDay();
        var size = EventLog.Append(home.AuditOf(day), line);
        if (size == 0)
        {
            throw new IOException("The audit trail cannot be written.");
        }

        if (size <= line.Length + 1)
        {
            foreach (var (_, path) in Files(home).Where(file => file.Day < day.AddDays(-Days)).ToList())
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>The existing days, oldest first.</summary>
    public static IReadOnlyList<(DateOnly Day, string Path)> Files(ToolTimeHome home) =>
        Directory.Exists(home.Audit)
            ? [.. Directory.EnumerateFiles(home.Audit, "*" + Ending).Select(path => (Day: DayOf(path), path))
                .Where(file => file.Day is not null).Select(file => (file.Day!.Value, file.path)).OrderBy(file => file.Item1)]
            : [];

    /// <summary>The calls of a file, each once; torn lines are skipped. Some services number the calls of each session.</summary>
    public static IEnumerable<AuditEntry> Read(string path) =>
        File.ReadLines(path).Select(Parse).OfType<AuditEntry>()
            .DistinctBy(entry => entry.Call is { } call ? (entry.Session, call) : (object)entry);

    /// <summary>The call of a line; null if it is torn.</summary>
    public static AuditEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Default.AuditEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateOnly? DayOf(string path) =>
        DateOnly.TryParseExact(
            Path.GetFileNameWithoutExtension(path), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
}

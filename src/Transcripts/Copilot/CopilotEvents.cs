using System.Text;
using System.Text.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Transcripts.Copilot;

/// <summary>What a session's events say about its rows in the database.</summary>
internal sealed class CopilotEvents
{
    // The first version seen that writes a record of each response.
    private static readonly Version WritesRecords = new(1, 0, 102);

    private readonly Dictionary<string, string> _agents = new(StringComparer.Ordinal);
    private readonly List<uint> _begun = [];
    private uint _begunAt;

    /// <summary>
    /// Since when the events have a record of every response, in UTC seconds since 1970: the start of the process that wrote the first.
    /// The largest number if they have none.
    /// </summary>
    public uint RecordedFrom { get; private set; } = uint.MaxValue;

    /// <summary>When the process began that ran at an instant; 0 if no event says so.</summary>
    public uint BegunBefore(uint at) => _begun.Where(begun => begun <= at).DefaultIfEmpty().Max();

    /// <summary>The kind of a subagent; null if unnamed.</summary>
    public string? Agent(string? id) => id is null ? null : _agents.GetValueOrDefault(id);

    /// <summary>Reads them up to the first record. A session without events has no records; null if they cannot be read now.</summary>
    public static CopilotEvents? Read(string home, string session)
    {
        var events = new CopilotEvents();
        if (CopilotFormat.EventsOf(home, session).FirstOrDefault(RegularFile.Exists) is not { } path)
        {
            return events;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var lines = new StreamReader(file);
            while (events.RecordedFrom == uint.MaxValue && lines.ReadLine() is { } line)
            {
                events.Take(line);
            }

            return events;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Take(string line)
    {
        // Quotes inside a string are escaped by backslashes.
        if (!line.Contains("\"session.", StringComparison.Ordinal) && !line.Contains("\"subagent.started\"", StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            using var json = JsonLine.Parse(Encoding.UTF8.GetBytes(line));
            Take(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Counted as torn where the events are read.
        }
    }

    private void Take(JsonElement entry)
    {
        var data = entry.Get("data");
        switch (entry.Text("type"))
        {
            case "session.start" or "session.resume":
                _begunAt = entry.Instant("timestamp") ?? _begunAt;
                _begun.Add(_begunAt);
                RecordedFrom = IsRecording(data.Text("copilotVersion")) ? _begunAt : RecordedFrom;
                break;
            case "session.usage_record":
                RecordedFrom = _begunAt;
                break;
            case "subagent.started" when data.Text("agentName") is { Length: > 0 } kind:
                _agents[entry.Text("agentId")] = kind;
                break;
        }
    }

    /// <summary>Whether a version of Copilot writes a usage record of each response.</summary>
    public static bool IsRecording(string version) =>
        Version.TryParse(version.Split('-')[0], out var parsed) && parsed >= WritesRecords;
}

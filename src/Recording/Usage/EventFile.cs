using System.Text.Json;

namespace ToolTime.Recording.Usage;

/// <summary>The content of one day's file of events.</summary>
/// <param name="Events">In the order recorded.</param>
/// <param name="TornLines">Lines that are not events: a writer was killed or the disk was full. They are skipped.</param>
/// <param name="Bytes">The file's length when it was read.</param>
internal sealed record EventFile(IReadOnlyList<RecordedEvent> Events, int TornLines, long Bytes)
{
    private static readonly EventFile Empty = new([], 0, 0);

    /// <summary>Reads from a position at the start of a line. A missing file counts as empty.</summary>
    public static EventFile Read(string path, long from = 0)
    {
        if (!File.Exists(path))
        {
            return Empty;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Min(from, file.Length);
        var content = new byte[file.Length - file.Position];
        return Parse(content.AsSpan(0, file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)));
    }

    public static EventFile Parse(ReadOnlySpan<byte> content)
    {
        var events = new List<RecordedEvent>();
        var torn = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            if (line.IsEmpty)
            {
                continue;
            }

            if (ParseLine(line) is { } whole)
            {
                events.Add(whole);
                continue;
            }

            // A line may directly follow a torn one.
            torn++;
            var start = line.LastIndexOf("{\"v\":"u8);
            if (start > 0 && ParseLine(line[start..]) is { } glued)
            {
                events.Add(glued);
            }
        }

        return new EventFile(events, torn, content.Length);
    }

    private static RecordedEvent? ParseLine(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RecordingJson.Default.RecordedEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

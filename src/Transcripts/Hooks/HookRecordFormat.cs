using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Hooks;

/// <summary>
/// What `tooltime hook` recorded, as far as transcripts do not have it: how long calls ran. The calls themselves are counted by the
/// transcripts.
/// </summary>
internal sealed class HookRecordFormat : ILineFormat
{
    /// <summary>Of no client of its own.</summary>
    public string Client => "";

    public Recorder Recorder => Recorder.Hooks;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        ToolTimeHome.Locate(environment) is { } home ? [TranscriptRoot.Lines(home.Events, Placed)] : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        if (line.IndexOf("\"ms\":"u8) < 0)
        {
            return true;
        }

        using var json = JsonLine.Parse(line);
        var recorded = json.RootElement;
        if (
            IdHash.Parse(recorded.Text("key")) is { } key
            && recorded.Whole("ms") is { } milliseconds
            && recorded.Instant("at") is { } at
        )
        {
            reading.AddOutcome(key, at, CallOutcome.Unknown, milliseconds);
        }

        return true;
    }

    private TranscriptFile Placed(string path, long length, long writtenAt) => new(this, path, length, writtenAt, "", UnknownModel.Name);
}

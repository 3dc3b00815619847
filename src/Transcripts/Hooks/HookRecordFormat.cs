using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Hooks;

/// <summary>What `tooltime hook` recorded and transcripts lack: how long calls ran. Transcripts count the calls themselves.</summary>
internal sealed class HookRecordFormat : ILineFormat
{
    /// <summary>It belongs to no single client.</summary>
    public string Client => "";

    public Recorder Recorder => Recorder.Hooks;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        ToolTimeHome.Locate(environment) is { } home ? [TranscriptRoot.Lines(home.Events, Placed)] : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        if (line.IndexOf("\"ms\""u8) < 0)
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

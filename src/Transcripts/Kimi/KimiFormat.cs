using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Kimi;

/// <summary>Kimi Code's sessions: `sessions/&lt;project&gt;/&lt;session&gt;/agents/&lt;agent&gt;/wire.jsonl`.</summary>
internal sealed class KimiFormat : ILineFormat
{
    private const string FileName = "wire";
    private const string Agents = "agents";

    public string Client => ClientName.Kimi;

    public IEnumerable<TranscriptFile> Find(Func<string, string?> environment)
    {
        IEnumerable<string> homes = AgentHomes.Named(environment, "KIMI_CODE_HOME") is { Count: > 0 } named
            ? named
            : TranscriptFolder.User(environment) is { } user ? [Path.Combine(user, ".kimi-code")] : [];
        return homes
            .SelectMany(home => TranscriptFolder.Find(Path.Combine(home, "sessions"), Placed))
            .Where(file => TranscriptFolder.NameOf(file.Path) is FileName && Path.GetFileName(Above(file.Path, 2)) is Agents);
    }

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => KimiLine.Read(line, reading);

    private static string? Above(string path, int folders) => folders == 0 ? path : Above(Path.GetDirectoryName(path) ?? "", folders - 1);

    private TranscriptFile Placed(string path, long length, long writtenAt) =>
        new(this, path, length, writtenAt, Path.GetFileName(Above(path, 3)) ?? "", UnknownModel.Name);
}

using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.Kimi;

/// <summary>Kimi Code's sessions: `sessions/&lt;project&gt;/&lt;session&gt;/agents/&lt;agent&gt;/wire.jsonl`.</summary>
internal sealed class KimiFormat : ILineFormat
{
    private const string FileName = "wire";
    private const string Agents = "agents";

    public string Client => ClientName.Kimi;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment)
    {
        IEnumerable<string> homes = AgentHomes.Named(environment, "KIMI_CODE_HOME") is { Count: > 0 } named
            ? named
            : AgentHomes.User(environment) is { } user ? [Path.Combine(user, ".kimi-code")] : [];
        return homes.Select(home => TranscriptRoot.Lines(Path.Combine(home, "sessions"), Placed));
    }

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => KimiLine.Read(line, reading);

    private static string? Above(string path, int folders) => folders == 0 ? path : Above(Path.GetDirectoryName(path) ?? "", folders - 1);

    private TranscriptFile? Placed(string path, long length, long writtenAt) =>
        TranscriptFolder.NameOf(path) is FileName && Path.GetFileName(Above(path, 2)) is Agents
            ? new(this, path, length, writtenAt, Path.GetFileName(Above(path, 3)) ?? "", UnknownModel.Name)
            : null;
}

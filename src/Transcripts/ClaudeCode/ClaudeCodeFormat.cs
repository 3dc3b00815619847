using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>Claude Code's transcripts: `projects/&lt;folder&gt;/&lt;session&gt;.jsonl`, and those of its subagents below `&lt;session&gt;/`.</summary>
internal sealed class ClaudeCodeFormat : ITranscriptFormat
{
    public string Client => ClientName.ClaudeCode;

    public IEnumerable<TranscriptFile> Find(Func<string, string?> environment) => Roots(environment).Distinct().SelectMany(root =>
        TranscriptFolder.Find(root, (path, length, writtenAt) => Placed(root, path, length, writtenAt)));

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => ClaudeCodeLine.Read(line, reading);

    // CLAUDE_CONFIG_DIR may name several folders; without it newer and older versions have each their own.
    private static IEnumerable<string> Roots(Func<string, string?> environment)
    {
        if (environment("CLAUDE_CONFIG_DIR") is { Length: > 0 } named)
            return named.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Projects);
        if (TranscriptFolder.User(environment) is not { } user)
            return [];
        var settings = environment("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(user, ".config");
        return [Projects(Path.Combine(settings, "claude")), Projects(Path.Combine(user, ".claude"))];
    }

    private static string Projects(string folder) => Path.Combine(Path.GetFullPath(folder), "projects");

    private TranscriptFile Placed(string root, string path, long length, long writtenAt)
    {
        var parts = path[(root.Length + 1)..].Split(Path.DirectorySeparatorChar);
        var session = parts.Length > 1 ? parts[1] : parts[0];
        if (session.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
            session = session[..^".jsonl".Length];
        return new TranscriptFile(this, path, length, writtenAt, session, parts[0]);
    }
}

namespace ToolTime.Transcripts.OpenClaw;

/// <summary>Where OpenClaw has a folder for each of its agents.</summary>
internal static class OpenClawFolders
{
    private static readonly string[] Names = [".openclaw", ".moltbot", ".clawdbot"];

    /// <summary>The one that is named, or those of today's name and of earlier ones.</summary>
    public static IEnumerable<string> Agents(Func<string, string?> environment)
    {
        if (environment("OPENCLAW_STATE_DIR") is { Length: > 0 } named)
        {
            return [Path.Combine(Path.GetFullPath(named), "agents")];
        }

        return TranscriptFolder.User(environment) is { } user ? Names.Select(name => Path.Combine(user, name, "agents")) : [];
    }
}

using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.OpenClaw;

/// <summary>Where OpenClaw has a folder for each of its agents.</summary>
internal static class OpenClawFolders
{
    private static readonly string[] Names = [".openclaw", ".moltbot", ".clawdbot"];

    // `openclaw --profile work` has its state in `.openclaw-work`.
    private static readonly EnumerationOptions Profiles = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>The one that is named, or those of today's name, of its profiles and of earlier names.</summary>
    public static IEnumerable<string> Agents(Func<string, string?> environment)
    {
        if (environment("OPENCLAW_STATE_DIR") is { Length: > 0 } named)
        {
            return [Path.Combine(Path.GetFullPath(AgentHomes.Expand(named, environment)), "agents")];
        }

        return AgentHomes.User(environment) is { } user
            ? Names.Select(name => Path.Combine(user, name)).Concat(OfProfiles(user)).Select(state => Path.Combine(state, "agents"))
            : [];
    }

    private static IEnumerable<string> OfProfiles(string user) =>
        Directory.Exists(user) ? Directory.EnumerateDirectories(user, Names[0] + "-*", Profiles).Order(StringComparer.Ordinal) : [];
}

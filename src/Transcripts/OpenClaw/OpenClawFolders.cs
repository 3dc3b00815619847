using ToolTime.Recording.Home;

namespace ToolTime.Transcripts.OpenClaw;

/// <summary>The folders of OpenClaw's agents.</summary>
internal static class OpenClawFolders
{
    private static readonly string[] Names = [".openclaw", ".moltbot", ".moldbot", ".clawdbot", ".kimi_openclaw"];
    private static readonly string[] Variables = ["OPENCLAW_STATE_DIR", "CLAWDBOT_STATE_DIR"];

    // `openclaw --profile work` keeps its state in `.openclaw-work`.
    private static readonly EnumerationOptions Profiles = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>
    /// The folder named by the environment, or those with today's name, its profiles', earlier names and Kimi's.
    /// </summary>
    public static IEnumerable<string> Agents(Func<string, string?> environment)
    {
        if (Variables.Select(environment).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) is { } named)
        {
            return [Path.Combine(Named(named), "agents")];
        }

        return (environment("OPENCLAW_HOME") is { } home && !string.IsNullOrWhiteSpace(home) ? Named(home) : AgentHomes.User(environment)) is { } user
            ? Names.Select(name => Path.Combine(user, name)).Concat(OfProfiles(user)).Select(state => Path.Combine(state, "agents"))
            : [];

        string Named(string folder) => Path.GetFullPath(AgentHomes.Expand(folder.Trim(), environment));
    }

    private static IEnumerable<string> OfProfiles(string user) =>
        Directory.Exists(user) ? Directory.EnumerateDirectories(user, Names[0] + "-*", Profiles).Order(StringComparer.Ordinal) : [];
}

using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Transcripts.ClaudeCode;

/// <summary>
/// Claude Code's transcripts: `projects/&lt;folder&gt;/&lt;session&gt;.jsonl`, and subagents' below `&lt;session&gt;/`, or next to it
/// before 2.1.2. Cowork leaves such a folder for each of its sessions.
/// </summary>
internal sealed class ClaudeCodeFormat : ILineFormat
{
    private const string Worktrees = "--claude-worktrees-";
    private const string AgentStart = "agent-";

    // The second is the desktop application's where another company serves the models.
    private static readonly string[] Applications = ["Claude", "Claude-3p"];

    private static readonly string CoworkProjects =
        $"{Path.DirectorySeparatorChar}.claude{Path.DirectorySeparatorChar}projects{Path.DirectorySeparatorChar}";

    public string Client => ClientName.ClaudeCode;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        Folders(environment)
            .Distinct()
            .Select(root => TranscriptRoot.Lines(root, (path, length, writtenAt) => Placed(root, path, length, writtenAt)))
            .Concat(CoworkFolders(environment).Select(root => TranscriptRoot.Lines(root, PlacedByCowork)));

    /// <summary>True if the file's name is a subagent's, not a session's: its lines have the session.</summary>
    public static bool IsOfAgent(TranscriptFile file) => file.Session.StartsWith(AgentStart, StringComparison.Ordinal);

    /// <summary>
    /// The kind of the subagent whose transcript it is, from the file next to it: older versions name it in no line. Null if there is none.
    /// </summary>
    public static string? KindOfAgent(TranscriptReading reading)
    {
        if (!reading.File.IsOfSubagent)
        {
            return null;
        }

        if (reading.State.Agent(default) is not { } kind)
        {
            kind = ReadKind(Path.ChangeExtension(reading.File.Path, ".meta.json"));
            reading.State.NameAgent(default, reading.Names.Get(kind));
        }

        return kind.Length > 0 ? kind : null;
    }

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading) => ClaudeCodeLine.Read(line, reading);

    // CLAUDE_CONFIG_DIR may name several folders; without it, newer and older versions use different ones.
    private static IEnumerable<string> Folders(Func<string, string?> environment)
    {
        if (AgentHomes.Named(environment, "CLAUDE_CONFIG_DIR") is { Count: > 0 } named)
        {
            return named.Select(Projects);
        }

        if (AgentHomes.User(environment) is not { } user)
        {
            return [];
        }

        var settings = environment("XDG_CONFIG_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(user, ".config");
        return [Projects(Path.Combine(settings, "claude")), Projects(Path.Combine(user, ".claude"))];
    }

    // The desktop application's settings folder, by platform.
    private static IEnumerable<string> CoworkFolders(Func<string, string?> environment)
    {
        var homes = AgentHomes.User(environment) is { } user
            ? new[] { Path.Combine(user, ".config"), Path.Combine(user, "Library", "Application Support") }
            : [];
        return homes
            .Append(environment("APPDATA"))
            .Append(environment("LOCALAPPDATA"))
            .Concat(StoreFolders(environment("LOCALAPPDATA")))
            .Where(home => home is { Length: > 0 })
            .SelectMany(home => Applications.Select(name => Path.Combine(Path.GetFullPath(home!), name, "local-agent-mode-sessions")));
    }

    // Windows stores what a Store application writes to %APPDATA% in that application's own folder, `Claude_<publisher>`.
    private static IEnumerable<string> StoreFolders(string? local)
    {
        var packages = string.IsNullOrEmpty(local) ? "" : Path.Combine(local, "Packages");
        return Directory.Exists(packages)
            ? Directory.EnumerateDirectories(packages, "Claude_*").Select(package => Path.Combine(package, "LocalCache", "Roaming"))
            : [];
    }

    private static string Projects(string folder) => Path.Combine(Path.GetFullPath(folder), "projects");

    // The folder's name is the project's path with dashes.
    private static string Project(string folder) =>
        folder.IndexOf(Worktrees, StringComparison.Ordinal) is > 0 and var end ? folder[..end] : folder;

    // Next to the folder is a log of the application with the same content.
    private TranscriptFile? PlacedByCowork(string path, long length, long writtenAt) =>
        path.IndexOf(CoworkProjects, StringComparison.Ordinal) is >= 0 and var at
            ? Placed(path[..(at + CoworkProjects.Length - 1)], path, length, writtenAt)
            : null;

    private static string ReadKind(string path)
    {
        if (!RegularFile.Exists(path))
        {
            return "";
        }

        try
        {
            using var beside = JsonLine.Parse(File.ReadAllBytes(path));
            return beside.RootElement.Text("agentType");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private TranscriptFile? Placed(string root, string path, long length, long writtenAt)
    {
        var parts = path[(root.Length + 1)..].Split(Path.DirectorySeparatorChar);
        if (parts[..^1].Any(folder => folder is "tool-results" or "memory"))
        {
            // What tools printed and what the agent noted may end like a transcript.
            return null;
        }

        var session = TranscriptFolder.NameOf(parts.Length > 1 ? parts[1] : parts[0]);
        return new TranscriptFile(this, path, length, writtenAt, session, Project(parts[0]));
    }
}

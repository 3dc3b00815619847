using System.Text.Json;
using System.Text.RegularExpressions;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Rig;

/// <summary>Reads single settings files and folders. An unreadable one counts as empty: the client itself reports that.</summary>
internal static partial class RigFiles
{
    /// <summary>Roughly how many bytes of English and JSON make a token; no tokenizer is shipped.</summary>
    public const int BytesPerToken = 4;

    private const int LongestFile = 16 * 1024 * 1024;
    private const int MostSkills = 500;

    /// <summary>A JSON file, comments allowed; null if there is no readable one.</summary>
    public static JsonElement? Json(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!RegularFile.Exists(path) || file.Length > LongestFile)
            {
                return null;
            }

            using var document = EditedJson.Parse(File.ReadAllBytes(path));
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The servers in a member of a file, each with the command or address it uses.</summary>
    public static IEnumerable<(string Name, string? Target)> Servers(JsonElement? settings, string member) =>
        settings is { } root
            ? root.Members(member).Where(server => !IsOff(server.Value)).Select(server => (server.Name, TargetOf(server.Value)))
            : [];

    /// <summary>The servers of a TOML file: its tables `[mcp_servers.NAME]`.</summary>
    public static IEnumerable<(string Name, string? Target)> TomlServers(string path)
    {
        string text;
        try
        {
            text = RegularFile.Exists(path) ? File.ReadAllText(path) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (Match table in ServerTable().Matches(text))
        {
            var body = table.Groups["body"].Value;
            if (Disabled().IsMatch(body))
            {
                continue;
            }

            var target = ServerTarget().Match(body);
            yield return (table.Groups["name"].Value.Trim('"', '\''), target.Success ? target.Groups["value"].Value : null);
        }
    }

    /// <summary>The skills of a folder: its subfolders with a SKILL.md.</summary>
    public static IEnumerable<(string Name, string Path, int Tokens)> Skills(string folder) =>
        Entries(folder, directories: true)
            .Select(path => (Name: Path.GetFileName(path), Path: Path.Combine(path, "SKILL.md")))
            .Where(skill => RegularFile.Exists(skill.Path))
            .Select(skill => (skill.Name, skill.Path, Tokens(skill.Name, skill.Path)));

    /// <summary>The subagents of a folder: its Markdown files.</summary>
    public static IEnumerable<(string Name, string Path, int Tokens)> Agents(string folder) =>
        Entries(folder, directories: false)
            .Where(path => path.EndsWith(".md", StringComparison.Ordinal) && RegularFile.Exists(path))
            .Select(path => (Path.GetFileNameWithoutExtension(path), path, Tokens(Path.GetFileNameWithoutExtension(path), path)));

    private static IEnumerable<string> Entries(string folder, bool directories)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return [];
            }

            var found = directories ? Directory.EnumerateDirectories(folder) : Directory.EnumerateFiles(folder);
            return [.. found.Take(MostSkills).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A client lists the name and description, which are at the start of the file.
    private static int Tokens(string name, string path)
    {
        try
        {
            var inDescription = false;
            var bytes = name.Length;
            foreach (var line in File.ReadLines(path).Skip(1).Take(40).TakeWhile(line => line.Trim() != "---"))
            {
                inDescription = line.StartsWith("description:", StringComparison.Ordinal) || (inDescription && line.StartsWith(' '));
                bytes += inDescription ? line.Length : 0;
            }

            return (bytes + BytesPerToken - 1) / BytesPerToken;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static bool IsOff(JsonElement server) =>
        server.IsTrue("disabled") || server.Get("enabled").ValueKind is JsonValueKind.False;

    private static string? TargetOf(JsonElement server)
    {
        var address = server.Text("url") is { Length: > 0 } url ? url : server.Text("httpUrl");
        if (address.Length > 0)
        {
            return address;
        }

        var command = server.Text("command") is { Length: > 0 } program ? program : string.Join(' ', server.Items("command"));
        return command.Length == 0 ? null : string.Join(' ', server.Items("args").Select(argument => argument.ToString()).Prepend(command));
    }

    [GeneratedRegex(@"^\[mcp_servers\.(?<name>[\w-]+|""[^""]+""|'[^']+')\][^\n]*\n(?<body>(?:(?!\[).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex ServerTable();

    [GeneratedRegex(@"^\s*enabled\s*=\s*false", RegexOptions.Multiline)]
    private static partial Regex Disabled();

    [GeneratedRegex(@"^\s*(?:url|command)\s*=\s*[""'](?<value>[^""'\n]+)[""']", RegexOptions.Multiline)]
    private static partial Regex ServerTarget();
}

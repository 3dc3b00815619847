using System.Text.Json;
using ToolTime.Recording.Usage;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Rig;

/// <summary>
/// What servers, skills and subagents add to each request, as recorded in Claude Code's transcripts: the tools' schemas in a request's
/// shape, the names of deferred tools, servers' instructions, and the lists of skills and subagents.
/// </summary>
internal sealed class ContextShare
{
    private const int MostTranscripts = 20;

    private readonly Dictionary<(string Kind, string Name), int> _bytes = [];
    private readonly HashSet<(string Kind, string Name)> _done = [];
    private readonly HashSet<(string Kind, string Name)> _fresh = [];

    /// <summary>Reads the newest of some transcripts; for each item, the newest one that has it counts.</summary>
    public static ContextShare Read(IEnumerable<string> newestFirst)
    {
        var share = new ContextShare();
        foreach (var path in newestFirst.Take(MostTranscripts))
        {
            share.Add(path);
        }

        return share;
    }

    /// <summary>Tokens in each request; null if no transcript shows it.</summary>
    public int? Tokens(string kind, string name) =>
        _bytes.TryGetValue((kind, name), out var bytes) ? (bytes + RigFiles.BytesPerToken - 1) / RigFiles.BytesPerToken : null;

    private void Add(string path)
    {
        _fresh.Clear();
        try
        {
            foreach (var line in File.ReadLines(path).Where(Matters))
            {
                Add(line.AsMemory());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }

        _done.UnionWith(_fresh);
    }

    private static bool Matters(string line) =>
        line.Contains("\"api-request-shape\"", StringComparison.Ordinal)
        || (line.Contains("\"attachment\"", StringComparison.Ordinal)
            && (line.Contains("_delta\"", StringComparison.Ordinal) || line.Contains("\"skill_listing\"", StringComparison.Ordinal)));

    private void Add(ReadOnlyMemory<char> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var (root, attachment) = (json.RootElement, json.RootElement.Get("attachment"));
            foreach (var tool in root.Get("shape").Items("tools"))
            {
                Server(tool.Text("name"), tool.GetRawText().Length);
            }

            foreach (var name in attachment.Text("type") is "deferred_tools_delta" ? attachment.Items("addedNames") : [])
            {
                Server(name.ToString(), name.ToString().Length + 1);
            }

            if (attachment.Text("type") is "skill_listing")
            {
                Lines("skill", attachment.Text("content").Split('\n'));
            }

            if (attachment.Text("type") is "agent_listing_delta")
            {
                Lines("agent", attachment.Items("addedLines").Select(added => added.ToString()));
            }

            if (attachment.Text("type") is "mcp_instructions_delta")
            {
                Instructions(attachment);
            }
        }
        catch (JsonException)
        {
            // A line that is still being written.
        }
    }

    private void Instructions(JsonElement attachment)
    {
        foreach (var (name, block) in attachment.Items("addedNames").Zip(attachment.Items("addedBlocks")))
        {
            Count("mcp-server", name.ToString(), block.ToString().Length);
        }
    }

    private void Server(string tool, int bytes)
    {
        if (CellName.McpServer(tool) is { } server)
        {
            Count("mcp-server", server, bytes);
        }
    }

    // `- name: what it is for`; the name may be prefixed by a plugin, with a colon and no space.
    private void Lines(string kind, IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)))
        {
            var end = line.IndexOf(": ", StringComparison.Ordinal);
            Count(kind, end > 0 ? line[2..end] : line[2..], line.Length + 1);
        }
    }

    private void Count(string kind, string name, int bytes)
    {
        if (_done.Contains((kind, name)))
        {
            return;
        }

        _fresh.Add((kind, name));
        _bytes[(kind, name)] = _bytes.GetValueOrDefault((kind, name)) + bytes;
    }
}

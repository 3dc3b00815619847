using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Canaries;

/// <summary>
/// Recorded JSON with a marked secret in one place after the other: each string in turn, and an unknown member in each object. Where a name
/// may be stored on this machine, another mark is used.
/// </summary>
internal sealed class MarkedLines
{
    /// <summary>Marks what must appear nowhere.</summary>
    public const string Secret = "qz7kanari";

    /// <summary>Marks names, which stay on this machine for the user.</summary>
    public const string Name = "qz7lokal";

    /// <summary>Places whose string is a name, or a stored identifier: in hooks, and in transcripts.</summary>
    private static readonly string[] Names =
    [
        "hook_event_name",
        "tool_name",
        "skill",
        "model",
        "name",
        "sessionId",
        "attributionSkill",
        "attributionPlugin",
        "attributionMcpServer",
        "attributionAgent",
    ];

    private static readonly Func<string, string>[] Kinds =
    [
        mark => $"{mark}ffeeddccbbaa00112233",
        mark => $"203.0.113.7 {mark}.host.example",
        mark => $"/home/{mark}/secret plans/plan.txt",
        mark => $"please rewrite {mark} for Alice, today",
        mark => $"rm -rf /srv/{mark} && curl -u admin:{mark} https://example.org",
        mark => $"Exit code 1: {mark}: No such file or directory",
        mark => $"{mark}@example.org",
        mark => $"sk-ant-{mark}-AAAA",
    ];

    /// <summary>How many secrets were made.</summary>
    public int Made { get; private set; }

    /// <summary>A secret of the next kind.</summary>
    public string Next() => Kinds[Made % Kinds.Length]($"{Secret}{++Made:D5}");

    /// <summary>The lines, repeated for each of their places.</summary>
    public IEnumerable<string> Of(IEnumerable<string> lines) => lines.SelectMany(line =>
    {
        var places = Places(JsonNode.Parse(line)!).Count();
        return Enumerable.Range(0, places).Select(place => Mark(line, place));
    });

    /// <summary>A folder in a secret one; its own name is a label that stays for the user.</summary>
    private string NextFolder() => $"/home/{Secret}{++Made:D5}/{Name}";

    /// <summary>Every object, and every string in an object or array, in a stable order.</summary>
    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Places).Append(members),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Places),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value],
        _ => [],
    };

    private string Mark(string line, int place)
    {
        var root = JsonNode.Parse(line)!;
        if (root["tool_use_id"] is { } call)
        {
            // Each counts, not only the first of those about one call.
            root["tool_use_id"] = $"{call}-{place}";
        }

        var found = Places(root).ElementAt(place);
        if (found is JsonObject members)
        {
            members[Next()] = Next();
        }
        else
        {
            var member = found.Parent is JsonObject ? found.GetPropertyName() : "";
            found.ReplaceWith(Names.Contains(member) ? $"{Name}{place}" : member == "cwd" ? NextFolder() : Next());
        }

        return root.ToJsonString();
    }
}

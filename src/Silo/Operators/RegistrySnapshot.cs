using System.Text.Json;

namespace ToolTime.Silo.Operators;

/// <summary>
/// Reads the names in a snapshot of a public registry: an answer of the MCP registry (<c>servers</c>, each a server or an object that
/// contains one), or a marketplace of plugins (<c>name</c>, <c>plugins</c> and, if plugins were renamed, <c>renames</c>).
/// </summary>
internal static class RegistrySnapshot
{
    /// <summary>The lines that would list its names, in its order, without duplicates.</summary>
    /// <param name="json">The snapshot.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IReadOnlyList<string> Read(ReadOnlyMemory<byte> json)
    {
        JsonDocument snapshot;
        try
        {
            snapshot = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            throw new FormatException("The snapshot is not JSON.");
        }

        using (snapshot)
        {
            var root = snapshot.RootElement;
            if (
                root.ValueKind is JsonValueKind.Object
                && root.TryGetProperty("servers", out var servers)
                && servers.ValueKind is JsonValueKind.Array
            )
            {
                return [.. servers.EnumerateArray().Select(ServerOf).OfType<string>().Distinct()];
            }

            if (
                TextOf(root, "name") is { } marketplace
                && root.TryGetProperty("plugins", out var plugins)
                && plugins.ValueKind is JsonValueKind.Array
            )
            {
                return
                [
                    .. plugins
                        .EnumerateArray()
                        .Select(plugin => $"{TextOf(plugin, "name")}@{marketplace}")
                        .Where(IsName)
                        .Select(name => $"add plugin {name}")
                        .Concat(RenamesOf(root, marketplace))
                        .Distinct(),
                ];
            }
        }

        throw new FormatException("The snapshot is neither an answer of the MCP registry nor a marketplace of plugins.");
    }

    // A server is known by the last part of its name in the registry, which its documentation tells people to use as the key.
    private static string? ServerOf(JsonElement entry)
    {
        var server = entry.ValueKind is JsonValueKind.Object && entry.TryGetProperty("server", out var inner) ? inner : entry;
        return TextOf(server, "name")?.Split('/')[^1] is { } name && IsName(name) ? $"add mcp_server {name}" : null;
    }

    private static IEnumerable<string> RenamesOf(JsonElement root, string marketplace) =>
        root.TryGetProperty("renames", out var renames) && renames.ValueKind is JsonValueKind.Object
            ? LastNames(
                renames
                    .EnumerateObject()
                    .Select(rename => (Old: $"{rename.Name}@{marketplace}", Current: $"{Text(rename.Value)}@{marketplace}"))
                    .Where(rename => IsName(rename.Old) && IsName(rename.Current))
            )
            : [];

    // A name renamed twice has one new name, the last; one that leads back to itself has none.
    private static IEnumerable<string> LastNames(IEnumerable<(string Old, string Current)> renames)
    {
        var next = renames.DistinctBy(rename => rename.Old).ToDictionary(rename => rename.Old, rename => rename.Current);
        foreach (var old in next.Keys)
        {
            var last = old;
            for (var step = 0; step <= next.Count && next.TryGetValue(last, out var current); step++)
            {
                last = current;
            }

            if (!next.ContainsKey(last))
            {
                yield return $"rename plugin {old} {last}";
            }
        }
    }

    private static string? TextOf(JsonElement element, string member) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(member, out var text) ? Text(text) : null;

    // A string may be invalid Unicode, which the parser notices only here.
    private static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 100
        && !name.StartsWith('@')
        && name.All(character => char.IsAsciiLetterOrDigit(character) || "_.:-/@".Contains(character, StringComparison.Ordinal));
}

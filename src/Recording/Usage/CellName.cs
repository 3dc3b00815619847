namespace ToolTime.Recording.Usage;

/// <summary>
/// The names that the wire accepts: 1 to 100 of the letters a to z in either case, digits, and `_ . : -`; in a plugin's name also `/` and
/// `@`. Any other name stays on this machine.
/// </summary>
internal static class CellName
{
    private const int MaxLength = 100;

    public static bool IsValid(string name) => IsValid(name, "_.:-");

    public static bool IsValidPlugin(string name) => IsValid(name, "_.:-/@");

    /// <summary>A model's name without the context size, as in `claude-opus-4-1[1m]`.</summary>
    public static string Model(string name) => name.EndsWith(']') && name.LastIndexOf('[') is > 0 and var start ? name[..start] : name;

    /// <summary>The server in `mcp__server__tool`, or null for any other tool.</summary>
    public static string? McpServer(string tool)
    {
        const string prefix = "mcp__";
        if (!tool.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = tool[prefix.Length..];
        return rest.IndexOf("__", StringComparison.Ordinal) is > 0 and var end ? rest[..end] : null;
    }

    private static bool IsValid(string name, string punctuation)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !punctuation.Contains(c))
            {
                return false;
            }
        }

        return true;
    }
}

namespace ToolTime.Names;

/// <summary>
/// The name under which agents call a tool of an MCP server: <c>mcp__server__tool</c>. The server ends at the first pair of underscores.
/// </summary>
/// <param name="Server">The server's key; not empty.</param>
/// <param name="Tool">The tool; not empty.</param>
public readonly record struct McpToolName(string Server, string Tool)
{
    /// <summary>Stands for all unlisted tools of a server. No submitted name can contain it.</summary>
    public const string Others = "*";

    private const string Prefix = "mcp__";
    private const string Separator = "__";

    /// <summary>Splits a name into its parts; false if it has another form.</summary>
    public static bool TryParse(string name, out McpToolName result)
    {
        ArgumentNullException.ThrowIfNull(name);
        result = default;
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var end = name.IndexOf(Separator, Prefix.Length, StringComparison.Ordinal);
        if (end <= Prefix.Length || end + Separator.Length == name.Length)
        {
            return false;
        }

        result = new(name[Prefix.Length..end], name[(end + Separator.Length)..]);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Prefix}{Server}{Separator}{Tool}";
}

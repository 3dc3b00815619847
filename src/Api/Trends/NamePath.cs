using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>The form of a name in a path: <c>tool/Bash</c>, with a slash inside a name written <c>%2F</c>.</summary>
internal static class NamePath
{
    /// <summary>The route of endpoints for one name.</summary>
    public const string Pattern = "{dimension:regex(^(tool|skill|mcp_server|plugin|model|client)$)}/{**name}";

    /// <summary>The path of a name, without a leading slash.</summary>
    public static string Create(Dimension dimension, string name) => $"{dimension.ToName()}/{Uri.EscapeDataString(name)}";
}

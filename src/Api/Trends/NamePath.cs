using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>How a name stands in a path: <c>tool/Bash</c>, with a slash inside a name written <c>%2F</c>.</summary>
internal static class NamePath
{
    /// <summary>The route of doors to one name.</summary>
    public const string Pattern = "{dimension:regex(^(tool|skill|mcp_server|plugin|model|client)$)}/{**name}";

    /// <summary>The path of a name, without a slash before it.</summary>
    public static string Of(string dimension, string name) => $"{dimension}/{Uri.EscapeDataString(name)}";

    /// <summary>The path of a name, without a slash before it.</summary>
    public static string Of(Dimension dimension, string name) => Of(dimension.ToName(), name);

    /// <summary>The trend of a name as it stands in a path; null for one that is hidden, unknown or blocked, which are one.</summary>
    public static NameTrend? Find(TrendsDocument trends, string dimension, string? name)
    {
        // The server leaves an escaped slash escaped; no name holds a percent sign of its own.
        var spelt = name?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return trends.Names.FirstOrDefault(trend => trend.Dimension == dimension && trend.Name == spelt);
    }
}

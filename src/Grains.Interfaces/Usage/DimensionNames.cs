namespace ToolTime.Usage;

/// <summary>The names of dimensions, as used in grain keys and URLs.</summary>
public static class DimensionNames
{
    /// <summary>The name of a dimension.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a dimension.</exception>
    public static string ToName(this Dimension dimension) => dimension switch
    {
        Dimension.Tool => "tool",
        Dimension.Skill => "skill",
        Dimension.McpServer => "mcp_server",
        Dimension.Plugin => "plugin",
        Dimension.Model => "model",
        Dimension.Client => "client",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    /// <summary>Finds the dimension with a name; false if there is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out Dimension dimension)
    {
        dimension = name switch
        {
            "tool" => Dimension.Tool,
            "skill" => Dimension.Skill,
            "mcp_server" => Dimension.McpServer,
            "plugin" => Dimension.Plugin,
            "model" => Dimension.Model,
            "client" => Dimension.Client,
            _ => default,
        };
        return dimension != default;
    }
}

namespace ToolTime.Names;

/// <summary>The kinds' names, as they stand in an operator's file.</summary>
internal static class NameKinds
{
    public static bool TryParse(string text, out NameKind kind)
    {
        kind = text switch
        {
            "tool" => NameKind.Tool,
            "skill" => NameKind.Skill,
            "mcp_server" => NameKind.McpServer,
            "plugin" => NameKind.Plugin,
            "model" => NameKind.Model,
            _ => default,
        };
        return kind != default;
    }
}

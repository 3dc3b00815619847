using System.Text;
using System.Text.Json;

namespace ToolTime.Recording.Otlp;

/// <summary>The names in telemetry's parameters of a call, a string that contains JSON.</summary>
/// <param name="McpTool">An MCP server's tool by its full name, or null.</param>
/// <param name="Skill">The skill that was started, or null.</param>
/// <param name="Command">A shell's command, only for rules, or null.</param>
internal readonly record struct OtlpToolDetails(string? McpTool, string? Skill, string? Command)
{
    public static OtlpToolDetails Read(string? parameters)
    {
        if (parameters is null)
        {
            return default;
        }

        try
        {
            return Read(Encoding.UTF8.GetBytes(parameters));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Cut by the client, or not JSON at all.
            return default;
        }
    }

    private static OtlpToolDetails Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        string? server = null, tool = null, skill = null, command = null;
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return default;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType is JsonTokenType.String)
            {
                if (name.SequenceEqual("mcp_server_name"u8))
                {
                    server = OtlpNames.NameOrNull(reader.GetString());
                }
                else if (name.SequenceEqual("mcp_tool_name"u8))
                {
                    tool = OtlpNames.NameOrNull(reader.GetString());
                }
                else if (name.SequenceEqual("skill_name"u8))
                {
                    skill = OtlpNames.Name(reader.GetString());
                }
                else if (name.SequenceEqual("full_command"u8))
                {
                    command = reader.GetString();
                }
            }

            reader.Skip();
        }

        return new OtlpToolDetails(server is not null && tool is not null ? $"mcp__{server}__{tool}" : null, skill, command);
    }
}

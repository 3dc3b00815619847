using System.Text;

namespace ToolTime.Recording.Otlp;

/// <summary>The list of attributes by name, and how much of each is read.</summary>
internal static class OtlpAttributeNames
{
    /// <summary>A longer name, number or identifier is not valid.</summary>
    public const int MaxText = 200;

    /// <summary>As long as a command that rules check.</summary>
    public const int MaxArguments = 64 * 1024;

    private const int MaxName = 64;

    private static readonly Dictionary<string, OtlpAttribute> ByName = new(StringComparer.Ordinal)
    {
        ["event.name"] = OtlpAttribute.EventName,
        ["event.kind"] = OtlpAttribute.EventKind,
        ["event.timestamp"] = OtlpAttribute.Timestamp,
        ["service.version"] = OtlpAttribute.Version,
        ["app.version"] = OtlpAttribute.Version,
        ["session.id"] = OtlpAttribute.Session,
        ["conversation.id"] = OtlpAttribute.Session,
        ["request_id"] = OtlpAttribute.Request,
        ["response_id"] = OtlpAttribute.Request,
        ["model"] = OtlpAttribute.Model,
        ["input_tokens"] = OtlpAttribute.Input,
        ["input_token_count"] = OtlpAttribute.Input,
        ["output_tokens"] = OtlpAttribute.Output,
        ["output_token_count"] = OtlpAttribute.Output,
        ["cache_read_tokens"] = OtlpAttribute.CacheRead,
        ["cached_token_count"] = OtlpAttribute.CacheRead,
        ["cached_content_token_count"] = OtlpAttribute.CacheRead,
        ["cache_creation_tokens"] = OtlpAttribute.CacheWrite,
        ["cache_write_token_count"] = OtlpAttribute.CacheWrite,
        ["cache_creation_1h_tokens"] = OtlpAttribute.CacheWrite1h,
        ["thoughts_token_count"] = OtlpAttribute.Thoughts,
        ["tool_token_count"] = OtlpAttribute.ToolTokens,
        ["speed"] = OtlpAttribute.Speed,
        ["agent.name"] = OtlpAttribute.Agent,
        ["subagent_name"] = OtlpAttribute.Agent,
        ["skill.name"] = OtlpAttribute.Skill,
        ["plugin.name"] = OtlpAttribute.Plugin,
        ["mcp_server.name"] = OtlpAttribute.McpServer,
        ["mcp_server_name"] = OtlpAttribute.McpServer,
        ["mcp_tool.name"] = OtlpAttribute.McpTool,
        ["mcp_tool_name"] = OtlpAttribute.McpTool,
        ["invocation_trigger"] = OtlpAttribute.Trigger,
        ["tool_name"] = OtlpAttribute.Tool,
        ["function_name"] = OtlpAttribute.Tool,
        ["tool_namespace"] = OtlpAttribute.Namespace,
        ["tool_use_id"] = OtlpAttribute.Call,
        ["call_id"] = OtlpAttribute.Call,
        ["success"] = OtlpAttribute.Success,
        ["status"] = OtlpAttribute.Status,
        ["error_type"] = OtlpAttribute.ErrorType,
        ["decision"] = OtlpAttribute.Decision,
        ["decision_type"] = OtlpAttribute.Decision,
        ["duration_ms"] = OtlpAttribute.Duration,
        ["tool_parameters"] = OtlpAttribute.Parameters,
        ["tool_input"] = OtlpAttribute.Arguments,
        ["arguments"] = OtlpAttribute.Arguments,
        ["function_args"] = OtlpAttribute.Arguments,
        ["output"] = OtlpAttribute.Said,
        ["error"] = OtlpAttribute.Said,
        ["error.message"] = OtlpAttribute.Said,
    };

    /// <summary>Null for a name that is not on the list.</summary>
    public static OtlpAttribute? Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > MaxName)
        {
            return null;
        }

        Span<char> text = stackalloc char[MaxName];
        return Encoding.UTF8.TryGetChars(name, text, out var length)
            && ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var attribute)
            ? attribute
            : null;
    }

    /// <summary>How many bytes of a value are read at most, and whether the start of a longer one is used.</summary>
    public static (int Bytes, bool IsCut) Bound(OtlpAttribute attribute) => attribute switch
    {
        OtlpAttribute.Arguments or OtlpAttribute.Parameters => (MaxArguments, false),
        OtlpAttribute.Said => (Calls.Failure.NeededBytes, true),
        _ => (MaxText, false),
    };
}

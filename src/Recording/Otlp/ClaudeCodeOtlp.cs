using ToolTime.Recording.Calls;
using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Otlp;

/// <summary>
/// Claude Code's events. A call is reported twice, when it is decided and when it has ended, in either order. How it was decided is read
/// from the decision alone: results from 2.1.143 on mostly lack it.
/// </summary>
internal static class ClaudeCodeOtlp
{
    // Stands for every MCP server's tool if the user did not turn on details.
    private const string SomeMcpTool = "mcp_tool";

    public static OtlpEvent? Read(string name, OtlpSource source) => name switch
    {
        "api_request" => Response(source),
        "tool_decision" => Call(source, source[OtlpAttribute.Decision] is "reject" ? CallOutcome.Rejection : CallOutcome.Unknown),
        "tool_result" => Call(source, source[OtlpAttribute.Success] is "true" ? CallOutcome.Ok : Failed(source)),
        "skill_activated" => Skill(source),
        _ => null,
    };

    private static OtlpEvent? Response(OtlpSource source)
    {
        var written = source.Count(OtlpAttribute.CacheWrite);
        var hour = Math.Min(written, source.Count(OtlpAttribute.CacheWrite1h));
        var reported = source.Event(OtlpEventKind.Response, ClientName.ClaudeCode, Key(source[OtlpAttribute.Request])) with
        {
            Model = OtlpNames.Name(source[OtlpAttribute.Model]) is { } model
                ? model + (source[OtlpAttribute.Speed] is "fast" ? "-fast" : "")
                : null,
            Input = source.Count(OtlpAttribute.Input),
            Output = source.Count(OtlpAttribute.Output),
            CacheRead = source.Count(OtlpAttribute.CacheRead),
            CacheWrite = written - hour,
            CacheWrite1h = hour,
            Skill = OtlpNames.NameOrNull(source[OtlpAttribute.Skill]),
            Plugin = OtlpNames.NameOrNull(source[OtlpAttribute.Plugin]),
            McpServer = OtlpNames.NameOrNull(source[OtlpAttribute.McpServer]),
            Agent = OtlpNames.NameOrNull(source[OtlpAttribute.Agent]),
        };
        return reported.Model is not null && reported.Input + reported.Output + reported.CacheRead + written > 0 ? reported : null;
    }

    private static OtlpEvent? Call(OtlpSource source, CallOutcome outcome)
    {
        if (OtlpNames.Name(source[OtlpAttribute.Tool]) is not { } tool || Key(source[OtlpAttribute.Call]) is var key && key == default)
        {
            return null;
        }

        var details = OtlpToolDetails.Read(source[OtlpAttribute.Parameters]);
        return source.Event(OtlpEventKind.Call, ClientName.ClaudeCode, key) with
        {
            Tool = tool is SomeMcpTool && details.McpTool is not null ? details.McpTool : tool,
            Outcome = outcome,
            Milliseconds = outcome is CallOutcome.Rejection ? null : source.Record.Count(OtlpAttribute.Duration),
            Skill = tool is "Skill" ? details.Skill : null,
        };
    }

    // A skill started by the agent is a tool call.
    private static OtlpEvent? Skill(OtlpSource source) =>
        source[OtlpAttribute.Trigger] is "user-slash"
            ? source.Event(OtlpEventKind.Skill, ClientName.ClaudeCode) with
            {
                Skill = OtlpNames.Name(source[OtlpAttribute.Skill]) ?? EventLine.Unnamed,
            }
            : null;

    private static CallOutcome Failed(OtlpSource source) => source[OtlpAttribute.ErrorType] switch
    {
        "AbortError" => CallOutcome.NotRun,
        _ => CallOutcome.Error,
    };

    private static IdHash Key(string? id) => string.IsNullOrEmpty(id) ? default : IdHash.Compute(id);
}

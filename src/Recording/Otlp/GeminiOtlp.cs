using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Otlp;

/// <summary>
/// The events of Gemini CLI, and of Qwen Code, which derives from it. Calls have no identifiers. A command that ended with an exit code is
/// reported as a success, so commands' outcomes are unknown unless they failed otherwise.
/// </summary>
internal static class GeminiOtlp
{
    private const string Shell = "run_shell_command";

    public static OtlpEvent? Read(string name, string client, OtlpSource source) => name switch
    {
        "api_response" => Response(client, Versioned(client, source)),
        "tool_call" => Call(client, Versioned(client, source)),
        _ => null,
    };

    // Gemini CLI reports the version of Node.js as its own.
    private static OtlpSource Versioned(string client, OtlpSource source) =>
        client is ClientName.Gemini ? source with { Version = null } : source;

    private static OtlpEvent? Response(string client, OtlpSource source)
    {
        var (input, cached) = (source.Count(OtlpAttribute.Input), source.Count(OtlpAttribute.CacheRead));
        // Gemini's output excludes thoughts; Qwen's includes them.
        var thoughts = client is ClientName.Gemini ? source.Count(OtlpAttribute.Thoughts) : 0;
        var id = source[OtlpAttribute.Request];
        var reported = source.Event(OtlpEventKind.Response, client, string.IsNullOrEmpty(id) ? default : IdHash.Compute(id)) with
        {
            Model = OtlpNames.Name(source[OtlpAttribute.Model]),
            Input = Math.Max(0, input - cached) + source.Count(OtlpAttribute.ToolTokens),
            Output = source.Count(OtlpAttribute.Output) + thoughts,
            CacheRead = cached,
            Agent = OtlpNames.NameOrNull(source[OtlpAttribute.Agent]),
        };
        return reported.Model is not null && reported.Input + reported.Output + reported.CacheRead > 0 ? reported : null;
    }

    private static OtlpEvent? Call(string client, OtlpSource source)
    {
        if (OtlpNames.Name(source[OtlpAttribute.Tool]) is not { } tool)
        {
            return null;
        }

        var outcome = Outcome(source, tool);
        return source.Event(OtlpEventKind.Call, client) with
        {
            Tool = McpTool(tool, OtlpNames.NameOrNull(source[OtlpAttribute.McpServer])) ?? tool,
            Outcome = outcome,
            Milliseconds = outcome is CallOutcome.Rejection ? null : source.Record.Count(OtlpAttribute.Duration),
        };
    }

    // `mcp_lab_ping` of the server `lab`.
    private static string? McpTool(string tool, string? server) =>
        server is not null && tool.StartsWith($"mcp_{server}_", StringComparison.Ordinal)
            ? $"mcp__{server}__{tool[(server.Length + 5)..]}"
            : null;

    private static CallOutcome Outcome(OtlpSource source, string tool)
    {
        if (source[OtlpAttribute.Success] is "true")
        {
            return tool is Shell ? CallOutcome.Unknown : CallOutcome.Ok;
        }

        var (error, said) = (source[OtlpAttribute.ErrorType], source[OtlpAttribute.Said]);
        if (
            source[OtlpAttribute.Decision] is "reject"
            || error is "execution_denied" or "policy_violation"
            || GeminiText.IsRefusal(said ?? "")
        )
        {
            return CallOutcome.Rejection;
        }

        // Only Qwen Code reports a status. Gemini CLI reports what was stopped as a failure without any error.
        var isStopped = source[OtlpAttribute.Status] is { } status
            ? status is "cancelled"
            : string.IsNullOrEmpty(error) && string.IsNullOrEmpty(said);
        return isStopped ? CallOutcome.NotRun : CallOutcome.Error;
    }
}

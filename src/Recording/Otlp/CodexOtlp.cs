using System.Text;
using ToolTime.Recording.Calls;

namespace ToolTime.Recording.Otlp;

/// <summary>
/// Codex's events. A response is reported twice, the second time with its tokens, and has no identifier. Codex calls a command that ended
/// with an exit code a success, so a call's outcome is read from the start of its output, as in its rollouts.
/// </summary>
internal static class CodexOtlp
{
    private const string Completed = "response.completed";

    // A script's calls have an identifier of this form; they are not the model's calls.
    private const string Inside = "exec-";

    public static OtlpEvent? Read(string name, OtlpSource source) => name switch
    {
        "sse_event" or "websocket_event" when source[OtlpAttribute.EventKind] is Completed => Response(source),
        "tool_result" => Call(source),
        _ => null,
    };

    private static OtlpEvent? Response(OtlpSource source)
    {
        var (input, output) = (source.Count(OtlpAttribute.Input), source.Count(OtlpAttribute.Output));
        if (input + output == 0 || OtlpNames.Name(source[OtlpAttribute.Model]) is not { } model)
        {
            return null;
        }

        var cached = Math.Min(input, source.Count(OtlpAttribute.CacheRead));
        var written = Math.Min(input - cached, source.Count(OtlpAttribute.CacheWrite));
        return source.Event(OtlpEventKind.Response, ClientName.Codex) with
        {
            Model = model,
            Input = input - cached - written,
            Output = output,
            CacheRead = cached,
            CacheWrite = written,
        };
    }

    private static OtlpEvent? Call(OtlpSource source)
    {
        if (
            source[OtlpAttribute.Call] is not { Length: > 0 } call
            || call.StartsWith(Inside, StringComparison.Ordinal)
            || OtlpNames.Name(source[OtlpAttribute.Tool]) is not { } tool
        )
        {
            return null;
        }

        var space = OtlpNames.NameOrNull(source[OtlpAttribute.Namespace]) ?? "";
        var outcome = Outcome(source);
        return source.Event(OtlpEventKind.Call, ClientName.Codex, IdHash.Compute(call)) with
        {
            Tool = space.StartsWith("mcp__", StringComparison.Ordinal) && !tool.StartsWith("mcp__", StringComparison.Ordinal)
                ? $"{space.TrimEnd('_')}__{tool}"
                : tool,
            Outcome = outcome,
            Milliseconds = outcome is CallOutcome.Rejection ? null : source.Record.Count(OtlpAttribute.Duration),
        };
    }

    private static CallOutcome Outcome(OtlpSource source)
    {
        var said = CodexText.Outcome(Encoding.UTF8.GetBytes(source[OtlpAttribute.Said] ?? ""));
        return source[OtlpAttribute.Success] is "true"
            ? said is CallOutcome.Unknown ? CallOutcome.Ok : said
            : said is CallOutcome.Unknown or CallOutcome.Ok ? CallOutcome.Error : said;
    }
}

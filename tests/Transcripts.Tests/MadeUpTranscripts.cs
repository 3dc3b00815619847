using System.Globalization;
using System.Text;

namespace ToolTime.Transcripts.Tests;

/// <summary>
/// Writes made-up Claude Code transcripts of a given size and computes their correct totals: real types of lines, two to four lines per
/// response with growing usage, results of ordinary length, subagents' files for some, and a few lines that are torn or foreign. The same
/// seed writes the same.
/// </summary>
internal sealed class MadeUpTranscripts(string folder, int seed)
{
    private static readonly string[] Tools =
    [
        "Bash",
        "Read",
        "Edit",
        "Write",
        "Grep",
        "Glob",
        "Task",
        "WebFetch",
        "mcp__github__search",
        "mcp__playwright__click",
    ];
    private static readonly string[] Models = ["claude-opus-4-6", "claude-sonnet-4-5", "claude-haiku-4-5"];
    private static readonly string[] Words =
    [
        "value",
        "return",
        "public",
        "sealed",
        "record",
        "await",
        "string",
        "count",
        "\\\"index\\\"",
        "buffer\\n",
        "error",
        "\u00e9t\u00e9",
        "\u6e2c\u8a66",
    ];
    private static readonly string[] Odd =
    [
        "",
        "{\"type\":\"assistant\",\"mess",
        "not json",
        "{\"type\":\"summary\",\"summary\":\"x\",\"leafUuid\":\"y\"}",
    ];
    private static readonly int[] TextWords = [5, 20, 60, 200, 600];
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);
    private readonly StringBuilder _lines = new();
    private string[] _texts = [];

    /// <summary>The totals of everything written so far.</summary>
    public MadeUpTotals Totals { get; private set; } = new();

    public long Bytes { get; private set; }

    public void Write(long bytes)
    {
        _texts =
        [
            .. TextWords.SelectMany(words =>
                Enumerable.Range(0, 8).Select(_ => string.Join(' ', Enumerable.Range(0, words).Select(_ => Pick(Words))))
            ),
        ];
        while (Bytes < bytes)
        {
            WriteSession();
        }
    }

    private void WriteSession()
    {
        var (project, session, model) = ($"-home-dev-project-{_random.Next(40)}", Id(32), Pick(Models));
        var isSubagent = _random.NextDouble() < 0.15;
        var path = Path.Combine(
            folder,
            "projects",
            project,
            isSubagent ? Path.Combine(session, "subagents", $"agent-{Id(8)}.jsonl") : session + ".jsonl"
        );
        var at = Now.AddMinutes(-_random.Next(60 * 24 * 90));
        _lines.Clear();
        Line("user", at, project, session, "\"message\":" + $$"""{"role":"user","content":"{{Pick(_texts)}}"}""");
        for (var left = _random.Next(20, 400); left > 0; left--)
        {
            at = at.AddSeconds(_random.Next(2, 40));
            WriteResponse(at, project, session, model);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var content = Encoding.UTF8.GetBytes(_lines.ToString());
        File.WriteAllBytes(path, content);
        Bytes += content.Length;
    }

    private void WriteResponse(DateTimeOffset at, string project, string session, string model)
    {
        var (message, request, call) = (Id(24), Id(24), Id(22));
        var (input, cacheWrite, cacheRead, output, lines) = (
            _random.Next(3, 4000),
            _random.Next(9000),
            _random.Next(150_000),
            _random.Next(40, 3000),
            _random.Next(2, 5)
        );
        for (var line = 1; line <= lines; line++)
        {
            var isLast = line == lines;
            var block = isLast
                ? $$$"""{"type":"tool_use","id":"toolu_{{{call}}}","name":"{{{Pick(Tools)}}}","input":{"command":"{{{Pick(_texts)}}}"}}"""
                : $$"""{"type":"text","text":"{{Pick(_texts)}}"}""";
            var usage =
                $$"""{"input_tokens":{{input}},"cache_creation_input_tokens":{{cacheWrite}},"cache_read_input_tokens":{{cacheRead}},"output_tokens":{{(isLast ? output : output * line / (lines + 1))}}}""";
            Line(
                "assistant",
                at,
                project,
                session,
                "\"requestId\":"
                    + $$"""
                    "req_{{request}}","message":{"id":"msg_{{message}}","type":"message","role":"assistant","model":"{{model}}","content":[{{block}}],"stop_reason":null,"usage":{{usage}}}
                    """
            );
        }

        var isError = _random.NextDouble() < 0.06;
        Line(
            "user",
            at,
            project,
            session,
            "\"message\":"
                + $$$"""{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_{{{call}}}","is_error":{{{(isError ? "true" : "false")}}},"content":"{{{Pick(_texts)}}}"}]},"toolUseResult":{"stdout":"{{{Pick(_texts)}}}"}"""
        );
        if (_random.NextDouble() < 0.002)
        {
            _lines.Append(Pick(Odd)).Append('\n');
        }

        Totals = Totals.With(input, output, cacheWrite, cacheRead, isError);
    }

    private void Line(string type, DateTimeOffset at, string project, string session, string rest) =>
        _lines
            .Append(
                CultureInfo.InvariantCulture,
                $$"""{"type":"{{type}}","uuid":"{{Id(32)}}","parentUuid":null,"timestamp":"{{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","cwd":"/{{project.TrimStart('-').Replace('-', '/')}}","gitBranch":"main","sessionId":"{{session}}","version":"2.1.197",{{rest}}}"""
            )
            .Append('\n');

    private string Id(int digits) => string.Create(digits, _random, static (text, random) =>
    {
        foreach (ref var c in text)
        {
            c = "0123456789abcdef"[random.Next(16)];
        }
    });

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}

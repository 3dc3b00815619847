using System.Text.Json;
using System.Text.Json.Nodes;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests;

/// <summary>What real clients sent over OTLP: alone, and alongside transcripts and hooks of the same sessions.</summary>
public sealed class OtlpRecordingTests
{
    private const string AllThree = "claude-code-2.1.332";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "recordings");

    [Theory]
    [InlineData("claude-code-2.1.197")]
    [InlineData("claude-code-2.1.332")]
    [InlineData("codex-0.171.0")]
    [InlineData("gemini-cli-0.61.0")]
    [InlineData("qwen-code-0.15.10")]
    public void Read_OtlpAlone_IsWhatWasTold(string name)
    {
        using var test = new TranscriptHome();
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name, "otlp", "truth.json")));
        test.Report(ReportedSessions.Of(name));
        Assert.Equal(default, test.Read().Skipped);
        Assert.Equal(Figures(truth.RootElement.GetProperty("tokens")), Models(test));
        Assert.Equal(Figures(truth.RootElement.GetProperty("calls")), Tools(test));

        test.Report(ReportedSessions.Of(name));
        test.Read();
        Assert.Equal(Figures(truth.RootElement.GetProperty("tokens")), Models(test));
        Assert.Equal(Figures(truth.RootElement.GetProperty("calls")), Tools(test));
    }

    [Fact]
    public void Read_ProtobufOfARealClient_IsWhatWasTold()
    {
        using var test = new TranscriptHome();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Folder, "codex-0.171.0", "otlp", "protobuf")))
        {
            test.Report(File.ReadAllBytes(path));
        }

        Assert.Equal(default, test.Read().Skipped);
        Assert.Equal("gpt-5.5: 4 4062 950 2056 80084", Assert.Single(Models(test).Select(model => $"{model.Key}: {model.Value}")));
        Assert.Equal(
            ["exec_command: 2 1 0", "mcp__lab__ping: 1 0 0"],
            Tools(test).Select(tool => $"{tool.Key}: {tool.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("claude-code-2.1.197", true)]
    [InlineData("claude-code-2.1.332", true)]
    [InlineData("codex-0.171.0", true)]
    [InlineData("gemini-cli-0.61.0", true)]
    [InlineData("qwen-code-0.15.10", true)]
    [InlineData("claude-code-2.1.197", false)]
    [InlineData("claude-code-2.1.332", false)]
    [InlineData("codex-0.171.0", false)]
    [InlineData("gemini-cli-0.61.0", false)]
    [InlineData("qwen-code-0.15.10", false)]
    public void Read_OtlpBesideATranscript_IsTheTranscript(string name, bool isReportedFirst)
    {
        using var alone = new TranscriptHome();
        alone.CopyFrom(Path.Combine(Folder, name));
        var expected = alone.Read();

        using var test = new TranscriptHome();
        if (isReportedFirst)
        {
            test.Report(ReportedSessions.Of(name));
        }

        test.Read();
        test.CopyFrom(Path.Combine(Folder, name));
        var read = test.Read();
        if (!isReportedFirst)
        {
            test.Report(ReportedSessions.Of(name));
        }

        Assert.Equal(Counted(expected), Counted(isReportedFirst ? read : test.Read()));
        Assert.Equal(Models(alone), Models(test));
        Assert.Equal(Tools(alone), Tools(test));
    }

    [Theory]
    [InlineData("claude-code-2.1.332", 40)]
    [InlineData("codex-0.171.0", 10)]
    [InlineData("gemini-cli-0.61.0", 10)]
    [InlineData("qwen-code-0.15.10", 10)]
    public void Read_RecordersThatMissSomethingStartLateOrAreRestarted_AreTheTranscript(string name, int seeds)
    {
        using var alone = new TranscriptHome();
        alone.CopyFrom(Path.Combine(Folder, name));
        var expected = Counted(alone.Read());
        var (models, tools) = (Models(alone), Tools(alone));
        var bodies = ReportedSessions.Of(name).SelectMany(RecordByRecord).ToList();
        string[] hooks = name is AllThree ? File.ReadAllLines(Path.Combine(Folder, name, "hooks.jsonl")) : [];
        for (var seed = 1; seed <= seeds; seed++)
        {
            var random = new Random(seed);
            using var test = new TranscriptHome();
            var steps = new List<Action> { () => test.CopyFrom(Path.Combine(Folder, name)) };
            steps.AddRange(Missing(bodies, random).Chunk(25).Select(part => new Action(() => test.Report(part))));
            steps.AddRange(Missing(hooks, random).Chunk(25).Select(part => new Action(() => Hook(test, part))));
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(steps));
            foreach (var step in steps)
            {
                step();
                // Each reading is a process of its own, as after a restart; one that is not saved was killed.
                if (random.Next(3) == 0)
                {
                    test.Read(save: random.Next(2) == 0);
                }
            }

            Assert.Equal(expected, Counted(test.Read()));
            Assert.Equal(models, Models(test));
            Assert.Equal(tools, Tools(test));
        }
    }

    [Fact]
    public void Read_HalfOfATranscript_CountsNoneOfTheOtherHalf()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1", content: Lines.Call("c1", "Bash")));
        var expected = Counted(test.Read());
        test.Report(
            Body(
                "s",
                Record("api_request", """{"key":"request_id","value":{"stringValue":"req-2"}},{"key":"model","value":{"stringValue":"claude-opus-4-6"}},{"key":"input_tokens","value":{"stringValue":"7"}}"""),
                Record("tool_result", """{"key":"tool_use_id","value":{"stringValue":"c1"}},{"key":"tool_name","value":{"stringValue":"Bash"}},{"key":"success","value":{"stringValue":"false"}},{"key":"duration_ms","value":{"stringValue":"40"}}""")
            )
        );
        Assert.Equal(expected, Counted(test.Read()));
        var row = Assert.Single(new NameReport(Source(test), CallGrouping.Tool).Rows());
        Assert.Equal((1, 40, 0), (row.TimedCalls, row.DurationP50Ms, row.ObservedCalls));
    }

    private static List<string> Missing(IReadOnlyList<string> all, Random random)
    {
        var start = random.Next(3) == 0 ? random.Next(all.Count + 1) : 0;
        var isHalf = random.Next(2) == 0;
        return all.Skip(start).Where(_ => !isHalf || random.Next(2) == 0).ToList();
    }

    // One body per record.
    private static IEnumerable<string> RecordByRecord(string body)
    {
        var parsed = JsonNode.Parse(body)!;
        var scope = parsed["resourceLogs"]![0]!["scopeLogs"]![0]!;
        var records = scope["logRecords"]!.AsArray().Select(record => record!.DeepClone()).ToList();
        foreach (var record in records)
        {
            scope["logRecords"] = new JsonArray(record);
            yield return parsed.ToJsonString();
        }
    }

    private static void Hook(TranscriptHome test, IEnumerable<string> inputs)
    {
        test.Environment["TOOLTIME_HOME"] = test.Home.Path;
        foreach (var input in inputs)
        {
            var scanner = new JsonFieldScanner(HookInput.Fields);
            scanner.Feed(System.Text.Encoding.UTF8.GetBytes(input));
            EventLog.Append(
                test.Home.EventsOf(new(2026, 11, 29)),
                EventLine.Write(new HookInput(scanner), ClientName.ClaudeCode, "secret", ReportedSessions.Day)
            );
        }
    }

    private static string Body(string session, params string[] records) =>
        $$$"""{"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{"logRecords":[{{{string.Join(',', records).Replace("SESSION", session)}}}]}]}]}""";

    private static string Record(string name, string attributes) =>
        $$$"""{"timeUnixNano":"1795942607168000000","body":{"stringValue":"claude_code.{{{name}}}"},"attributes":[{"key":"session.id","value":{"stringValue":"SESSION"}},{{{attributes}}}]}""";

    private static ReadUsage Counted(ReadUsage read) => read with { BytesRead = 0, Skipped = default };

    private static ReportSource Source(TranscriptHome test)
    {
        var store = new IndexStore(test.Home);
        return new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
    }

    private static Dictionary<string, string> Models(TranscriptHome test) =>
        UsageBreakdown
            .Models(Source(test))
            .ToDictionary(
                row => row.Model!,
                row => $"{row.Responses} {row.InputTokens} {row.OutputTokens} {row.CacheWriteTokens} {row.CacheReadTokens}"
            );

    private static Dictionary<string, string> Tools(TranscriptHome test) =>
        new NameReport(Source(test), CallGrouping.Tool)
            .Rows()
            .ToDictionary(row => row.Name, row => $"{row.Calls} {row.Errors ?? 0} {row.Rejections ?? 0}");

    private static Dictionary<string, string> Figures(JsonElement named) =>
        named
            .EnumerateObject()
            .ToDictionary(one => one.Name, one => string.Join(' ', one.Value.EnumerateArray().Select(figure => figure.GetInt64())));
}

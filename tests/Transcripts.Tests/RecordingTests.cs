using System.Text.Json;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Transcripts.Tests;

/// <summary>What real clients wrote, compared with the figures of the model they talked to.</summary>
public sealed class RecordingTests
{
    // Made up by the stand-in, or from a vendor that lists no token prices.
    private static readonly string[] Unpriced = ["k3", "lab-env-model"];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "fixtures", "recordings");

    [Theory]
    [InlineData("claude-code-2.1.197")]
    [InlineData("claude-code-2.1.332")]
    [InlineData("codex-0.171.0")]
    [InlineData("copilot-cli-1.0.102")]
    [InlineData("gemini-cli-0.61.0")]
    [InlineData("goose-1.52.0")]
    [InlineData("goose-1.52.0-older")]
    [InlineData("kilo-7.7.9")]
    [InlineData("kimi-code-2.1.0")]
    [InlineData("opencode-1.18.33")]
    [InlineData("pi-0.73.1")]
    [InlineData("qwen-code-0.15.10")]
    public void Read_Recording_IsItsTruth(string name)
    {
        using var test = new TranscriptHome();
        test.CopyFrom(Path.Combine(Folder, name));
        using var truth = JsonDocument.Parse(File.ReadAllBytes(test.In("truth.json")));
        var read = test.Read();
        Assert.Equal(default, read.Skipped);

        var store = new IndexStore(test.Home);
        var source = new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
        Assert.Equal(
            Figures(truth.RootElement.GetProperty("tokens")),
            UsageBreakdown
                .Models(source)
                .ToDictionary(
                    row => row.Model!,
                    row => $"{row.Responses} {row.InputTokens} {row.OutputTokens} {row.CacheWriteTokens} {row.CacheReadTokens}"
                )
        );
        Assert.Equal(Unpriced, UsageBreakdown.Total(source).UnpricedModels.Union(Unpriced));
        Assert.Equal(
            Figures(truth.RootElement.GetProperty("calls")),
            new NameReport(source, CallGrouping.Tool)
                .Rows()
                .ToDictionary(row => row.Name, row => $"{row.Calls} {row.Errors ?? 0} {row.Rejections ?? 0}")
        );
    }

    [Fact]
    public void Read_CallsThatHooksTimed_TakeTheTimeFromThem()
    {
        using var test = new TranscriptHome();
        test.Environment["TOOLTIME_HOME"] = test.Home.Path;
        test.Write("s.jsonl", Lines.Response("1", content: Lines.Call("c1", "Bash")), Lines.Response("2", content: Lines.Call("c2", "Bash")));
        Directory.CreateDirectory(test.Home.Events);
        File.WriteAllLines(
            test.Home.EventsOf(new(2026, 11, 10)),
            [
                $$"""{"v":1,"at":"2026-11-10T10:00:01.000Z","event":"PostToolUse","client":"claude-code","tool":"Bash","key":"{{IdHash.Compute("c2")}}","ms":40}""",
                $$"""{"v":1,"at":"2026-11-10T10:00:01.000Z","event":"PostToolUse","client":"claude-code","tool":"Bash","key":"{{IdHash.Compute("c1")}}","ms":1200}""",
                $$"""{"v":1,"at":"2026-11-10T10:00:01.000Z","event":"PostToolUse","client":"claude-code","tool":"Bash","key":"{{IdHash.Compute("c3")}}","ms":7}""",
            ]
        );
        var read = test.Read();
        Assert.Equal((2, default), (read.Calls, read.Skipped));
        var store = new IndexStore(test.Home);
        var index = new UsageIndex(store, store.Catalog());
        var row = Assert.Single(new NameReport(new ReportSource(index, new ReportFilter(TimeZoneInfo.Utc)), CallGrouping.Tool).Rows());
        Assert.Equal((2, 40, 1200), (row.TimedCalls, row.DurationP50Ms, row.DurationP95Ms));
        Assert.Single(index.Sessions);
    }

    /// <summary>As `tooltime serve` reads them: a hook records a call before Claude Code writes it.</summary>
    [Theory]
    [InlineData("40")]
    [InlineData("40,7,3")]
    public void Read_CallsThatHooksTimedBefore_TakeTheTimeFromThem(string recorded)
    {
        using var test = new TranscriptHome();
        test.Environment["TOOLTIME_HOME"] = test.Home.Path;
        Directory.CreateDirectory(test.Home.Events);
        File.WriteAllLines(
            test.Home.EventsOf(new(2026, 11, 10)),
            recorded
                .Split(',')
                .Select(ms =>
                    $$"""{"v":1,"at":"2026-11-10T10:00:01.000Z","event":"PostToolUse","client":"claude-code","tool":"Bash","key":"{{IdHash.Compute("c1")}}","ms":{{ms}}}"""
                )
        );
        Assert.Equal(0, test.Read().Calls);
        test.Write("s.jsonl", Lines.Response("1", content: Lines.Call("c1", "Bash")));
        test.Read();
        File.AppendAllText(test.Claude("s.jsonl"), Lines.Result("c1") + "\n");
        Assert.Equal((1, 1), (test.Read().Calls, test.Read().Observed));

        var store = new IndexStore(test.Home);
        var source = new ReportSource(new UsageIndex(store, store.Catalog()), new ReportFilter(TimeZoneInfo.Utc));
        var row = Assert.Single(new NameReport(source, CallGrouping.Tool).Rows());
        Assert.Equal((1, 40), (row.TimedCalls, row.DurationP50Ms));
        Assert.Equal(0, store.Catalog().Waiting.Count);
    }

    [Fact]
    public void Add_MoreThanMayWait_ForgetsTheOldest()
    {
        var waiting = new WaitingDurations();
        for (var call = 0; call < 1100; call++)
        {
            waiting.Add(IdHash.Compute($"{call}"), call);
        }

        Assert.Equal((1024, null, 1099), (waiting.Count, waiting.Take(IdHash.Compute("0")), waiting.Take(IdHash.Compute("1099"))));
    }

    private static Dictionary<string, string> Figures(JsonElement named) =>
        named
            .EnumerateObject()
            .ToDictionary(one => one.Name, one => string.Join(' ', one.Value.EnumerateArray().Select(figure => figure.GetInt64())));
}

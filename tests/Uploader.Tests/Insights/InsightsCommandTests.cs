using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Insights;

/// <summary>`tooltime insights` as a process.</summary>
public sealed class InsightsCommandTests
{
    private const string Now = "2026-11-21T04:00:00Z";

    [Fact]
    public void Insights_OfNothing_SayThatNothingStandsOut()
    {
        using var test = new TestHome(Now);
        Assert.Equal((0, "Since 2026-10-23: 0 sessions, $0.00; nothing stands out.\n"), Output(test.Run("insights")));
    }

    [Theory]
    [InlineData("insights", "--since", "0001-01-01")]
    [InlineData("insights", "--since", "9999-12-31")]
    [InlineData("security", "--since", "0001-01-01")]
    [InlineData("security", "--since", "9999-12-31")]
    [InlineData("export", "audit", "--until", "9999-12-31")]
    [InlineData("export", "audit", "--since", "0001-01-01")]
    [InlineData("daily", "--since", "0001-01-01", "--until", "9999-12-31")]
    [InlineData("blocks", "--since", "0001-01-01", "--until", "9999-12-31")]
    public void Run_TheFirstAndTheLastDayThereAre_AreDays(params string[] arguments)
    {
        using var test = new TestHome(Now);
        foreach (var zone in (string[])["Asia/Tokyo", "America/Los_Angeles"])
        {
            test.Environment["TZ"] = zone;
            Assert.InRange(test.Run(arguments).ExitCode, 0, 3);
            Assert.DoesNotContain("Exception", test.Run(arguments).Messages, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Insights_OfASession_NameFigureEvidenceAndChange()
    {
        using var test = new TestHome(Now);
        Write(test);

        var (code, text) = Output(test.Run("insights"));
        Assert.Equal(0, code);
        Assert.Equal(
            [
                "Since 2026-10-23: 1 session, $0.01; one thing stands out.",
                "",
                "2 calls repeated a call that had failed, with the same input, mostly Bash. $0.00",
                "  repeated calls 2, runs 1, longest run 3 (retries.unchanged)",
                "  - 2026-11-20 10:00 shop, claude-code s1: Bash `npm test` failed 3 times in a row",
                "  Change: Write down in the project's instructions what this call needs, and that a failed call is looked into before it is repeated.",
            ],
            text.Split('\n')[..6]);
        Assert.Contains("Unusual sessions: 1 session so far; the search starts after 30.", text, StringComparison.Ordinal);
        Assert.Equal(
            new CommandResult(3, "", "No session since 2026-10-23 is in a project 'other'.\n"),
            test.Run("insights", "--project", "other")
        );
        Assert.Equal(3, test.Run("insights", "--project", "other", "--json").ExitCode);
        Assert.Contains("nothing stands out", test.Run("insights", "--since", "2026-11-21").Output, StringComparison.Ordinal);
        Assert.Equal(text, test.Run("insights").Output);
    }

    [Fact]
    public void Insights_AsJson_HaveEveryPart()
    {
        using var test = new TestHome(Now);
        Write(test);

        var document = JsonNode.Parse(test.Run("insights", "--json").Output)!.AsObject();
        Assert.Equal(
            [
                "schema_version", "generated", "since", "transcripts", "unreadable", "sessions", "cost_usd", "insights", "scores", "trends", "unusual",
                "merged_lines", "rig", "sentiment",
            ],
            document.Select(member => member.Key));
        Assert.Null(document["sentiment"]);
        Assert.Equal((1, 1), ((int)document["sessions"]!, (int)document["transcripts"]!));
    }

    [Fact]
    public void Sentiment_ThatIsTurnedOn_IsScoresWithoutWords()
    {
        using var test = new TestHome(Now);
        Write(test);
        Assert.Equal("sentiment is on.\n", test.Run("config", "set", "sentiment", "on").Messages);

        var output = test.Run("insights", "--json").Output;
        var said = JsonNode.Parse(output)!["sentiment"]!;
        Assert.Equal((1, 1), ((int)said["messages"]!, (int)said["frustrated"]!));
        Assert.DoesNotContain("ridiculous", output, StringComparison.Ordinal);
        Assert.All(test.Files.Select(File.ReadAllText), text => Assert.DoesNotContain("ridiculous", text, StringComparison.Ordinal));
        Assert.Equal(2, test.Run("config", "set", "sentiment", "maybe").ExitCode);
    }

    private static (int, string) Output(CommandResult result) => (result.ExitCode, result.Output);

    private static void Write(TestHome test)
    {
        var folder = Directory.CreateDirectory(Path.Combine(test.User, ".claude", "projects", "-srv-shop")).FullName;
        var lines = Enumerable.Range(1, 3).SelectMany(i => (string[])
        [
            $$$$"""{"type":"assistant","timestamp":"2026-11-20T10:00:0{{{{i}}}}Z","cwd":"/srv/shop","requestId":"r{{{{i}}}}","message":{"id":"m{{{{i}}}}","model":"claude-opus-4-8","content":[{"type":"tool_use","id":"t{{{{i}}}}","name":"Bash","input":{"command":"npm test"}}],"usage":{"input_tokens":100,"output_tokens":50}}}""",
            $$$$"""{"type":"user","timestamp":"2026-11-20T10:00:0{{{{i}}}}Z","message":{"content":[{"type":"tool_result","tool_use_id":"t{{{{i}}}}","is_error":true,"content":"Exit code 1"}]}}""",
        ]);
        File.WriteAllLines(
            Path.Combine(folder, "s1.jsonl"),
            lines.Prepend("""{"type":"user","timestamp":"2026-11-20T10:00:00Z","cwd":"/srv/shop","message":{"role":"user","content":"This is ridiculous, you broke the tests again."}}"""));
    }
}

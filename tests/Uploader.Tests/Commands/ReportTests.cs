using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>The reports as processes: what they print, where, and with which exit code.</summary>
public sealed class ReportTests
{
    private static string Recorded => Path.Combine(AppContext.BaseDirectory, "fixtures", "claude-code-2.1.197", "transcript.jsonl");

    [Fact]
    public void Daily_RecordedSession_IsWhatItWas()
    {
        using var test = WithRecordedSession();
        var result = test.Run("daily", "--json", "--timezone", "UTC");

        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        using var report = JsonDocument.Parse(result.Output);
        var root = report.RootElement;
        Assert.Equal(1, root.GetProperty("schema_version").GetInt32());
        var expected =
            """{"first":"2026-11-21T03:21:07Z","last":"2026-11-21T03:21:08Z","input_tokens":16842,"output_tokens":786,"cache_write_tokens":3600,"cache_write_1h_tokens":0,"cache_read_tokens":66600,"total_tokens":87828,"cost_usd":0.095796,"unpriced_models":[],"models":["claude-sonnet-4-5"],"responses":12,"unfinished_responses":0,"web_searches":0,"calls":11,"observed_calls":11,"errors":3,"rejections":0,"edits_without_read":1}""";
        Assert.Equal(expected, root.GetProperty("totals").GetRawText());
        Assert.Equal("""[{"period":"2026-11-21",""" + expected[1..] + "]", root.GetProperty("rows").GetRawText());
    }

    [Fact]
    public void Daily_Table_GoesToOutputAndWordsToMessages()
    {
        using var test = WithRecordedSession();
        test.Environment["COLUMNS"] = "100";
        File.AppendAllText(
            Path.Combine(Projects(test), "-home-dev-project", "s.jsonl"),
            "torn\n" + Lines.Response("1", model: "made-up", at: "2026-11-20T10:00:00.000Z") + "\n"
        );
        Assert.Equal(
            new CommandResult(
                0,
                """
                Day         Models   Input  Output  Cache write  Cache read  Total  Cost  Calls  Errors  Rejected
                2026-11-20  made-up     10       5            0           0     15     ?      0       -         -

                """,
                """
                Skipped: 1 torn line.
                ? No price is known for made-up: those tokens are counted, but not in the cost. PRICES may name prices.

                """.Replace("PRICES", Path.Combine(test.Home, "prices.json"), StringComparison.Ordinal)),
            test.Run("daily", "--until", "20261120", "--timezone", "UTC"));
    }

    [Theory]
    [InlineData("today")]
    [InlineData("blocks")]
    [InlineData("sessions")]
    [InlineData("models")]
    [InlineData("weekly")]
    [InlineData("monthly")]
    [InlineData("tools")]
    [InlineData("skills")]
    [InlineData("mcp-servers")]
    public void Report_RecordedSession_IsItsSnapshot(string report)
    {
        using var test = WithRecordedSession();
        test.Environment["COLUMNS"] = "150";
        var result = test.Run(report, "--timezone", "UTC");
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Snapshot.Check($"reports/{report}.txt", result.Output);
        Snapshot.Check($"reports/{report}.json", test.Run(report, "--timezone", "UTC", "--json").Output);
    }

    [Fact]
    public void Report_NothingThere_SaysSoAndEndsWith3()
    {
        using var test = new TestHome("2026-11-21T04:00:00Z");
        Assert.Equal(new CommandResult(3, "", "Nothing was used, according to the transcripts on this machine.\n"), test.Run("daily"));
        using var report = JsonDocument.Parse(test.Run("daily", "--json").Output);
        Assert.Equal("[]", report.RootElement.GetProperty("rows").GetRawText());
    }

    [Theory]
    [InlineData("--since takes a day such as 2026-11-20.", "--since", "soon")]
    [InlineData("--since is after --until.", "--since", "2026-11-20", "--until", "2026-11-19")]
    [InlineData("--timezone takes a zone of the IANA database, such as UTC or Europe/Berlin.", "--timezone", "Mars/Olympus")]
    [InlineData("Argument 'emacs' not recognized. Must be one of:", "--client", "emacs")]
    public void Report_WrongOptions_AreWrongUsage(string message, params string[] arguments)
    {
        using var test = new TestHome();
        var result = test.Run(["daily", .. arguments]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_TwoAtOnce_BothTellAll()
    {
        using var test = WithRecordedSession();
        var commands = Enumerable.Range(0, 4).Select(_ => test.Start("daily", "--json", "--timezone", "UTC")).ToList();
        var results = commands.Select(command => command.CloseInputAndEnd()).ToList();
        commands.ForEach(command => command.Dispose());
        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
        Assert.Single(
            results.Select(result => JsonDocument.Parse(result.Output).RootElement.GetProperty("totals").GetRawText()).Distinct()
        );
        Assert.Equal(0, test.Run("daily").ExitCode);
    }

    [Fact]
    public void Report_IndexOfANewerVersion_IsLeftAlone()
    {
        using var test = WithRecordedSession();
        test.Run("daily");
        var catalog = Path.Combine(test.Home, "usage", "catalog");
        var content = File.ReadAllBytes(catalog);
        content[12]++;
        File.WriteAllBytes(catalog, content);
        var result = test.Run("daily");
        Assert.Equal(
            (0, "The index was written by a newer version of tooltime; this one leaves it alone and reads every transcript again.\n"),
            (result.ExitCode, result.Messages)
        );
        Assert.Equal(content, File.ReadAllBytes(catalog));
    }

    [Fact]
    public void Report_DamagedIndex_IsSetAsideAndMadeAnew()
    {
        using var test = WithRecordedSession();
        var first = test.Run("daily").Output;
        File.WriteAllText(Path.Combine(test.Home, "usage", "catalog"), "not an index");
        using (new IndexStore(new ToolTimeHome(test.Home)).Lock(TimeSpan.Zero))
        {
            File.WriteAllText(Path.Combine(test.Home, "serve.json"), "");
            Assert.Contains("It stays where it is", test.Run("daily").Messages, StringComparison.Ordinal);
            File.Delete(Path.Combine(test.Home, "serve.json"));
        }

        Assert.Equal("not an index", File.ReadAllText(Path.Combine(test.Home, "usage", "catalog")));
        var result = test.Run("daily");
        Assert.Equal((0, first), (result.ExitCode, result.Output));
        Assert.Contains("damaged", result.Messages, StringComparison.Ordinal);
        Assert.Equal("not an index", File.ReadAllText(Path.Combine(test.Home, "usage", "damaged", "catalog")));
        Assert.Equal(new CommandResult(0, first, ""), test.Run("daily"));
    }

    [Fact]
    public void Report_TranscriptsThatWillBeDeleted_WarnsOnceADay()
    {
        using var test = WithRecordedSession();
        File.SetLastWriteTimeUtc(
            Path.Combine(Projects(test), "-home-dev-project", "f8fcc89f.jsonl"),
            new DateTime(2026, 10, 24, 0, 0, 0, DateTimeKind.Utc)
        );
        Assert.StartsWith(
            "Claude Code deletes transcripts after 30 days: 1 of them within 3 days.",
            test.Run("daily").Messages,
            StringComparison.Ordinal
        );
        Assert.Equal("", test.Run("daily").Messages);
        test.SetClock("2026-11-22T04:00:00Z");
        Assert.StartsWith("Claude Code deletes", test.Run("daily").Messages, StringComparison.Ordinal);
        test.SetClock("2026-11-23T04:00:00Z");
        File.WriteAllText(Path.Combine(test.User, ".claude", "settings.json"), """{"cleanupPeriodDays": 365}""");
        Assert.Equal("", test.Run("daily").Messages);
    }

    [Fact]
    public void Daily_WarningThatCannotBeStored_ReportsAllTheSame()
    {
        using var test = WithRecordedSession();
        var before = test.Run("daily").Output;
        File.SetLastWriteTimeUtc(
            Path.Combine(Projects(test), "-home-dev-project", "f8fcc89f.jsonl"),
            new DateTime(2026, 10, 24, 0, 0, 0, DateTimeKind.Utc)
        );
        Directory.CreateDirectory(Path.Combine(test.Home, "usage", "warned"));
        var result = test.Run("daily");
        Assert.Equal((0, before), (result.ExitCode, result.Output));
        Assert.StartsWith("Claude Code deletes transcripts", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"cleanupPeriodDays": 99999999999}""")]
    [InlineData("\uFEFF{\"cleanupPeriodDays\": 365}")]
    [InlineData("""{/* long */ "cleanupPeriodDays": 365,}""")]
    public void Daily_TranscriptsThatAreKeptForLong_NoWarning(string settings)
    {
        using var test = WithRecordedSession();
        File.SetLastWriteTimeUtc(
            Path.Combine(Projects(test), "-home-dev-project", "f8fcc89f.jsonl"),
            new DateTime(2026, 10, 24, 0, 0, 0, DateTimeKind.Utc)
        );
        File.WriteAllText(Path.Combine(test.User, ".claude", "settings.json"), settings);
        Assert.Equal("", test.Run("daily").Messages);
    }

    [Fact]
    public void Report_Index_HoldsNoPath()
    {
        using var test = WithRecordedSession();
        test.Run("daily");
        foreach (var path in Directory.EnumerateFiles(Path.Combine(test.Home, "usage")))
        {
            Assert.DoesNotContain("/home/dev", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal);
        }
    }

    private static TestHome WithRecordedSession()
    {
        var test = new TestHome("2026-11-21T04:00:00Z");
        var folder = Path.Combine(Projects(test), "-home-dev-project");
        Directory.CreateDirectory(folder);
        File.Copy(Recorded, Path.Combine(folder, "f8fcc89f.jsonl"));
        // When it was written, by the clock that the test runs under.
        File.SetLastWriteTimeUtc(Path.Combine(folder, "f8fcc89f.jsonl"), new DateTime(2026, 11, 21, 3, 22, 0, DateTimeKind.Utc));
        return test;
    }

    private static string Projects(TestHome test) => Path.Combine(test.User, ".claude", "projects");
}

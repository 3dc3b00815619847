using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>`tooltime cells export` and the reports' `--team`: what one machine reports, another reports from its file.</summary>
public sealed class TeamTests
{
    private static readonly string[] Reports =
        ["daily", "weekly", "monthly", "models", "tools", "skills", "mcp-servers", "plugins", "agents"];

    private static string Fixtures => Path.Combine(AppContext.BaseDirectory, "fixtures");

    [Fact]
    public void Team_OneFileOnAnEmptyMachine_ReportsWhatItsMachineReports()
    {
        using var anna = new TestHome("2026-12-01T04:00:00Z");
        foreach (var (from, to) in ((string, string)[])[("claude-code-2.1.332/claude", ".claude"), ("codex-0.171.0/codex", ".codex"), ("qwen-code-0.15.10/user", "")])
        {
            Copy(Path.Combine(Fixtures, "recordings", from), Path.Combine(anna.User, to));
        }

        Copy(Path.Combine(Fixtures, "odd-transcripts", "160-on-whose-account", "claude"), Path.Combine(anna.User, ".claude"));
        using var lead = new TestHome("2026-12-01T04:00:00Z");
        var file = Export(anna, lead, "anna.json");
        foreach (var report in Reports)
        {
            var own = Rows(anna, report);
            Assert.True(own["rows"]!.AsArray().Count > 0, report);
            Assert.Equal((report, own.ToJsonString()), (report, Rows(lead, report, "--team", file).ToJsonString()));
        }
    }

    [Fact]
    public void Team_SameFilesAgainAndOlderOnes_CountEachMachineOnce()
    {
        using var anna = WithSession("a", "2026-11-20", "Bash");
        using var ben = WithSession("b", "2026-11-21", "Grep");
        var (older, bens) = (Export(anna, ben, "older.json"), Export(ben, ben, "ben.json"));
        anna.SetClock("2026-12-01T05:00:00Z");
        Transcript(anna, "c", "2026-11-22", "Read");
        var newer = Export(anna, ben, "newer.json");

        var tools = Rows(ben, "tools", "--team", newer, older, bens, newer)["rows"]!.AsArray();
        Assert.Equal(["Bash 1", "Grep 1", "Read 1"], tools.Select(row => $"{row!["name"]} {row["calls"]}"));
        Assert.Equal(
            ["Bash 1"],
            Rows(ben, "tools", "--until", "2026-11-20", "--team", newer)["rows"]!.AsArray().Select(row => $"{row!["name"]} {row["calls"]}")
        );
        Assert.Equal("With the days of 1 other machine.\n", ben.Run("tools", "--team", older, bens, "--timezone", "UTC").Messages);
        Assert.Equal(ben.Run("cells", "export", "-").Output, ben.Run("cells", "export", "-").Output);
    }

    [Fact]
    public void Export_Sessions_HasNoPathProjectOrSession()
    {
        using var anna = WithSession("session-of-anna", "2026-11-20", "Bash");
        var content = anna.Run("cells", "export", "-").Output;
        Assert.Contains("\"Bash\"", content, StringComparison.Ordinal);
        foreach (var hidden in (string[])["session-of-anna", "secret", "/work", anna.User])
        {
            Assert.DoesNotContain(hidden, content, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "was not written by")]
    [InlineData("[]", "was not written by")]
    [InlineData("{}", "was not written by")]
    [InlineData("""{"schema_version":2,"machine":"","generated":"2026-11-20T00:00:00Z","timezone":"UTC","usage":[],"calls":[],"durations":[]}""", "newer version")]
    [InlineData("""{"schema_version":1,"machine":"a","generated":"2026-11-20T00:00:00Z","timezone":"UTC","usage":[],"calls":[],"durations":[]}""", "is not a valid export")]
    [InlineData(
        """{"schema_version":1,"machine":"0123456789abcdef0123456789abcdef","generated":"2026-11-20T00:00:00Z","timezone":"UTC","usage":[],"calls":[{"day":"2026-11-20","client":"codex","session":"a","name":"Bash","calls":-1}],"durations":[]}""",
        "is not a valid export"
    )]
    [InlineData(
        """{"schema_version":1,"machine":"0123456789abcdef0123456789abcdef","generated":"2026-11-20T00:00:00Z","timezone":"UTC","usage":[{"day":"2026-11-20","client":"codex","session":"a","model":"m","responses":2147483647,"input_tokens":1,"output_tokens":1}],"calls":[],"durations":[]}""",
        "is not a valid export"
    )]
    [InlineData(
        """{"schema_version":1,"machine":"0123456789abcdef0123456789abcdef","generated":"2026-11-20T00:00:00Z","timezone":"UTC","usage":[null],"calls":[],"durations":[]}""",
        "is not a valid export"
    )]
    public void Team_FileThatIsNone_IsNamedAndNothingIsPrinted(string content, string message)
    {
        using var test = WithSession("a", "2026-11-20", "Bash");
        var file = Path.Combine(test.User, "broken.json");
        File.WriteAllText(file, content);
        var result = test.Run("tools", "--team", file);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        Assert.Contains(file, result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Team_MissingFileOrAProject_IsSaid()
    {
        using var test = WithSession("a", "2026-11-20", "Bash");
        Assert.Equal(1, test.Run("tools", "--team", Path.Combine(test.User, "gone.json")).ExitCode);
        var both = test.Run("tools", "--team", "a.json", "--project", "p");
        Assert.Equal(2, both.ExitCode);
        Assert.Contains("do not go together", both.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cells", "export", "")]
    [InlineData("tools", "--team", "")]
    public void Team_EmptyPath_IsSaid(params string[] arguments)
    {
        using var test = WithSession("a", "2026-11-20", "Bash");
        var result = test.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("empty path does not name", result.Messages, StringComparison.Ordinal);
        Assert.Contains("is a folder", test.Run("cells", "export", "/").Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cells", "export")]
    [InlineData("export", "usage", "--output")]
    public void Export_ToALink_WritesWhereItPointsTo(params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var test = WithSession("a", "2026-11-20", "Bash");
        var (link, target) = (Path.Combine(test.User, "link"), Path.Combine(test.User, "target"));
        File.WriteAllText(target, new string('x', 5000));
        File.CreateSymbolicLink(link, target);
        Assert.Equal(0, test.Run([.. arguments, link]).ExitCode);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal(test.Run([.. arguments, "-"]).Output, File.ReadAllText(target));
    }

    [Fact]
    public void Export_ToAFile_LeavesItsMode()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var test = WithSession("a", "2026-11-20", "Bash");
        var (page, fresh) = (Path.Combine(test.User, "page.json"), Path.Combine(test.User, "fresh.json"));
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        File.WriteAllText(page, "old");
        File.SetUnixFileMode(page, mode);
        test.Run("cells", "export", page);
        test.Run("cells", "export", fresh);
        Assert.Equal((mode, UnixFileMode.UserRead | UnixFileMode.UserWrite), (File.GetUnixFileMode(page), File.GetUnixFileMode(fresh)));
        Assert.Equal(File.ReadAllText(fresh), File.ReadAllText(page));
    }

    [Fact]
    public void Export_ToAPipe_WritesIntoIt()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var test = WithSession("a", "2026-11-20", "Bash");
        var (exitCode, output) = test.Shell(
            "mkfifo pipe; cat pipe >got & \"$COMMAND\" cells export pipe 2>/dev/null; if [ -p pipe ]; then wait; cat got; else kill $!; fi"
        );
        Assert.Equal((0, test.Run("cells", "export", "-").Output), (exitCode, output));
    }

    [Fact]
    public void Team_NameThatSteersATerminal_IsShownWithoutThat()
    {
        using var anna = WithSession("a", "2026-11-20", "Bash");
        var file = Path.Combine(anna.User, "anna.json");
        File.WriteAllText(file, anna.Run("cells", "export", "-").Output.Replace("\"Bash\"", "\"Ba\\u001b[31msh\"", StringComparison.Ordinal));
        using var lead = new TestHome("2026-12-01T04:00:00Z");
        Assert.DoesNotContain('\u001b', lead.Run("tools", "--team", file).Output);
    }

    private static TestHome WithSession(string session, string day, string tool)
    {
        var test = new TestHome("2026-12-01T04:00:00Z");
        Transcript(test, session, day, tool);
        return test;
    }

    private static string Export(TestHome from, TestHome to, string name)
    {
        var path = Path.Combine(to.User, name);
        Assert.Equal(0, from.Run("cells", "export", path).ExitCode);
        return path;
    }

    // When the first and the last response came is only known to the day.
    private static JsonObject Rows(TestHome test, params string[] arguments)
    {
        var report = JsonNode.Parse(test.Run([.. arguments, "--json", "--timezone", "UTC"]).Output)!.AsObject();
        foreach (var row in report["rows"]!.AsArray().Append(report["totals"]).OfType<JsonObject>())
        {
            row.Remove("first");
            row.Remove("last");
        }

        return new() { ["rows"] = report["rows"]!.DeepClone(), ["totals"] = report["totals"]!.DeepClone() };
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }

    private static void Transcript(TestHome test, string session, string day, string tool)
    {
        var file = Path.Combine(test.User, ".claude", "projects", "p", $"{session}.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(
            file,
            $$$"""
            {"type":"assistant","cwd":"/work/secret","sessionId":"{{{session}}}","timestamp":"{{{day}}}T08:00:00.000Z","requestId":"r{{{session}}}","message":{"id":"m{{{session}}}","model":"claude-opus-4-8","stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1},"content":[{"type":"tool_use","id":"t{{{session}}}","name":"{{{tool}}}","input":{}}]}}

            """
        );
    }
}

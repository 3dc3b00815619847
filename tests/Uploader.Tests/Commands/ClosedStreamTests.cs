using ToolTime.Transcripts.Tests;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>A command whose output or messages go nowhere, as under a scheduler, on a full disk or before `head`.</summary>
public sealed class ClosedStreamTests
{
    private const string Report = "daily --json --timezone UTC";

    [Theory]
    [InlineData(Report + " 2>&-", 0)]
    [InlineData(Report + " 2>/dev/full", 0)]
    [InlineData("daily --no-such-option 2>/dev/full", 2)]
    [InlineData("daily --no-such-option 2>&-", 2)]
    public void Run_WordsThatNobodyTakes_CostNothing(string arguments, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a shell.");
        using var test = WithTornLine();
        var (code, output) = Shell(test, arguments);
        Assert.Equal(exitCode, code);
        Assert.Equal(exitCode == 0, output.Contains("\"responses\":1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Report + " >/dev/full", "The disk is full.")]
    [InlineData(Report + " >&-", "The output is closed.")]
    [InlineData("--help >/dev/full", "The disk is full.")]
    public void Run_OutputThatCannotBeWritten_IsAFailureInWords(string arguments, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a shell.");
        using var test = WithTornLine();
        var (code, words) = Shell(test, $"{{ \"$COMMAND\" {arguments}; }} 2>&1", isWhole: true);
        Assert.Equal(1, code);
        Assert.Contains(reason, words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", words, StringComparison.Ordinal);
        Assert.Equal(0, test.Run("daily").ExitCode);
    }

    [Theory]
    [InlineData("mcp <&-", 0)]
    [InlineData(Report + " <&- 2>&-", 0)]
    [InlineData("share off <&- >&-", 0)]
    [InlineData(Report + " <&- >&-", 1)]
    [InlineData("share off <&- >&- 2>&-", 0)]
    public void Run_SeveralClosedStreams_TakeNoOtherFilesPlace(string arguments, int exitCode)
    {
        Assert.SkipUnless(TestHome.IsNative, "The framework's runtime takes the numbers of closed streams itself.");
        using var test = WithTornLine();
        var (code, output) = Shell(test, arguments);
        Assert.Equal(exitCode, code);
        Assert.DoesNotContain("torn line", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Follow_ReaderThatLeaves_Ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a shell.");
        using var test = new TestHome();
        Assert.Equal(0, test.Shell("\"$COMMAND\" events --follow | true").ExitCode);
    }

    [Fact]
    public void Mcp_AnswersThatCannotBeWritten_AreAFailure()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It needs /dev/full.");
        using var test = new TestHome();
        const string ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";
        Assert.Equal((1, "The disk is full.\n"), test.Shell($"echo '{ping}' | \"$COMMAND\" mcp 2>&1 >/dev/full"));
    }

    [Fact]
    public void Run_ReaderThatLeavesEarly_SeesNoTraceOfIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a shell.");
        using var test = WithTornLine();
        for (var session = 0; session < 2000; session++)
        {
            File.WriteAllText(Path.Combine(Projects(test), $"{session}.jsonl"), Lines.Response($"m{session}") + "\n");
        }

        var (_, words) = Shell(test, "{ \"$COMMAND\" sessions --json | head -c 20 >/dev/null; } 2>&1", isWhole: true);
        Assert.Equal("Skipped: 1 torn line.", words.Trim());
        Assert.Contains("\"responses\":2001", test.Run("daily", "--json").Output, StringComparison.Ordinal);
    }

    private static string Projects(TestHome test) => Path.Combine(test.User, ".claude", "projects", "-home-dev-shop");

    private static TestHome WithTornLine()
    {
        var test = new TestHome();
        Directory.CreateDirectory(Projects(test));
        File.WriteAllText(Path.Combine(Projects(test), "s.jsonl"), Lines.Response("1") + "\ntorn\n");
        return test;
    }

    private static (int ExitCode, string Output) Shell(TestHome test, string script, bool isWhole = false) =>
        test.Shell(isWhole ? script : "\"$COMMAND\" " + script);
}

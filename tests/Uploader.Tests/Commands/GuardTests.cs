namespace ToolTime.Uploader.Tests.Commands;

public sealed class GuardTests
{
    private const string Stop = """{"hook_event_name":"Stop","session_id":"s","cwd":"/p"}""";

    public static TheoryData<string> Commands => ["summarize", "share on --yes", "share off", "share status", "share preview", "share now"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Run_RealHomeUnderASimulatedClock_IsRefused(string command)
    {
        using var test = new TestHome();
        test.HookAll([Stop]);
        test.SetClock("2026-11-20T10:00:00Z");
        AssertRefused(test, command, "was written with the real clock");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Run_SimulatedHomeUnderTheRealClock_IsRefused(string command)
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll([Stop]);
        test.Environment.Remove("TOOLTIME_CLOCK_FILE");
        AssertRefused(test, command, "was written with a simulated clock");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Run_BrokenConfig_IsRefusedAndLeftAlone(string command)
    {
        using var test = new TestHome();
        test.HookAll([Stop]);
        File.WriteAllText(test.Config, "{ broken");
        AssertRefused(test, command, "is broken");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Run_NewerConfig_IsRefusedAndLeftAlone(string command)
    {
        using var test = new TestHome();
        test.HookAll([Stop]);
        File.WriteAllText(test.Config, """{"version":2,"secret":"abc","later":true}""");
        AssertRefused(test, command, "newer version");
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    public void Run_BadClockFile_SaysSo(string content)
    {
        using var test = new TestHome();
        test.SetClock(content);
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
        var result = test.Run("share", "status");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("TOOLTIME_CLOCK_FILE", result.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(test.Home));
    }

    [Fact]
    public void Hook_HomeOfTheOtherClock_RecordsNothingInSilence()
    {
        using var test = new TestHome();
        test.HookAll([Stop]);
        var before = test.Files.ToList();
        test.SetClock("2020-01-01T10:00:00Z");
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
        Assert.Equal(before, test.Files);
    }

    [Fact]
    public void Run_NoHomeInTheEnvironment_SaysSo()
    {
        using var test = new TestHome();
        test.Environment.Clear();
        Assert.Equal(new CommandResult(1, "", "There is no home folder: set TOOLTIME_HOME.\n"), test.Run("share", "status"));
    }

    [Fact]
    public void ShareOn_HomeThatCannotBeMade_SaysSo()
    {
        using var test = new TestHome();
        test.Environment["TOOLTIME_HOME"] = "/dev/null/home";
        var result = test.Run("share", "on", "--yes");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("/dev/null", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bogus")]
    [InlineData("share")]
    [InlineData("share bogus")]
    [InlineData("summarize --bogus")]
    public void Run_UnknownCommand_IsAUsageError(string command)
    {
        using var test = new TestHome();
        var result = test.Run(command.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("daily", "--project")]
    [InlineData("insights", "--project")]
    [InlineData("cells", "export")]
    public void Run_EmptyValue_IsAUsageError(params string[] command)
    {
        using var test = new TestHome();
        var result = test.Run([.. command, ""]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("", "Usage:")]
    [InlineData("--help", "Usage:")]
    [InlineData("--version", "0.")]
    [InlineData("help", "Usage:")]
    [InlineData("help share", "tooltime share [command]")]
    public void Run_QuestionAboutItself_IsAnswered(string words, string part)
    {
        using var test = new TestHome();
        var result = test.Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }

    private static void AssertRefused(TestHome test, string command, string reason)
    {
        var before = File.ReadAllText(test.Config);
        var result = test.Run(command.Split(' '));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, result.Messages, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(test.Config));
    }
}

using System.Text;
using System.Text.Json;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class HookTests
{
    private const string Stop = """{"hook_event_name":"Stop","session_id":"s","cwd":"/p"}""";

    [Fact]
    public void Hook_RecordedSession_IsRecordedEventForEvent()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        foreach (var line in RecordedHooks.Lines)
        {
            Assert.Equal(CommandResult.Silence, test.Hook(line));
        }

        var recorded = Events(test, "2026-11-20");
        Assert.Equal(RecordedHooks.Lines.Select(EventOf), recorded.Events.Select(e => e.Event));
        Assert.Equal(0, recorded.TornLines);
    }

    [Fact]
    public void Hook_RecordedSession_LeavesNoCanaryInTheHome()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.HookAll(RecordedHooks.Lines);
        test.Run("share", "on", "--yes");
        test.HookAll(RecordedHooks.Lines.Select(line => line.Replace("toolu_", "toolx_", StringComparison.Ordinal)));
        test.Run("summarize", "--all");
        test.Run("share", "now");

        Assert.Contains(test.Files, path => path.Contains("sent", StringComparison.Ordinal));
        foreach (var path in test.Files)
        {
            var content = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.DoesNotContain(RecordedHooks.Canaries, canary => content.Contains(canary, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"hook_event_name":7}""")]
    [InlineData("""{"hook_event_name":"Stop","session_id":"never closed""")]
    public void Hook_BadInput_RecordsNothingInSilence(string input)
    {
        using var test = new TestHome();
        Assert.Equal(CommandResult.Silence, test.Hook(input));
        Assert.False(Directory.Exists(test.Home));
    }

    [Theory]
    [InlineData("SomethingNew")]
    [InlineData("PreCompact")]
    public void Hook_UnknownEvent_IsRecorded(string name)
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Hook(Stop.Replace("Stop", name, StringComparison.Ordinal));
        Assert.Equal([name], Events(test, "2026-11-20").Events.Select(e => e.Event));
    }

    [Fact]
    public void Hook_KnownClientNamed_IsRecordedAsThatClient()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.RunWithInput(Stop, "hook", "--client", "codex");
        test.RunWithInput(Stop, "hook", "--client", "made-up");
        Assert.Equal(["codex", "claude-code"], Events(test, "2026-11-20").Events.Select(e => e.Client));
    }

    [Fact]
    public void Hook_OfClaudeCodeThatAnotherAgentRuns_RecordsNothing()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        var another = Stop.Replace("\"cwd\"", "\"timestamp\":\"2026-11-20T10:00:00.000Z\",\"cwd\"", StringComparison.Ordinal);
        Assert.Equal(CommandResult.Silence, test.Hook(another));
        Assert.False(Directory.Exists(test.Home));
        test.RunWithInput(another, "hook", "--client", "codex");
        Assert.Equal(["codex"], Events(test, "2026-11-20").Events.Select(e => e.Client));
    }

    [Fact]
    public void Hook_InputThatIsNeverClosed_EndsWithTheObject()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        using var hook = test.Start("hook");
        hook.Write(Stop);
        Assert.Equal(CommandResult.Silence, hook.End());
        Assert.Single(Events(test, "2026-11-20").Events);
    }

    [Fact]
    public void Hook_InputThatNeverComes_GivesUpInSilence()
    {
        using var test = new TestHome();
        using var hook = test.Start("hook");
        Assert.Equal(CommandResult.Silence, hook.End());
    }

    [Fact]
    public void Hook_HugeOutputOfATool_IsPassedOver()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        var output = new string('x', 8 * 1024 * 1024);
        test.Hook(
            $$$"""{"hook_event_name":"PostToolUse","tool_name":"Read","tool_response":{"content":"{{{output}}}"},"tool_use_id":"t"}"""
        );
        Assert.NotNull(Assert.Single(Events(test, "2026-11-20").Events).Call);
    }

    [Fact]
    public void Hook_InputOverTheBound_IsRecordedByItsBeginning()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        using var hook = test.Start("hook");
        hook.Write("""{"hook_event_name":"PostToolUse","tool_name":"Read","tool_response":" """);
        var megabyte = new string('x', 1024 * 1024);
        for (var i = 0; i < 65; i++)
        {
            hook.Write(megabyte);
        }

        Assert.Equal(CommandResult.Silence, hook.End());
        Assert.Equal("Read", Assert.Single(Events(test, "2026-11-20").Events).Tool);
    }

    [Fact]
    public async Task Hook_TwentyAgentsAtOnceInAFreshHome_LoseNothingAndShareOneSecret()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        var agents = Enumerable
            .Range(0, 20)
            .Select(agent =>
                Task.Run(
                    () =>
                    {
                        foreach (var call in Enumerable.Range(0, 3))
                        {
                            Assert.Equal(
                                CommandResult.Silence,
                                test.Hook(
                                    $$"""{"hook_event_name":"PostToolUse","session_id":"{{agent}}","tool_name":"Bash","tool_use_id":"{{agent}}-{{call}}"}"""
                                )
                            );
                        }
                    },
                    TestContext.Current.CancellationToken
                )
            );
        await Task.WhenAll(agents);
        test.Hook("""{"hook_event_name":"PostToolUse","session_id":"0","tool_name":"Bash","tool_use_id":"0-0"}""");

        var recorded = Events(test, "2026-11-20");
        Assert.Equal(
            (61, 60, 20, 0),
            (
                recorded.Events.Count,
                recorded.Events.Select(e => e.Call).Distinct().Count(),
                recorded.Events.Select(e => e.Session).Distinct().Count(),
                recorded.TornLines
            )
        );
    }

    [Fact]
    public void Hook_KilledAtAnyMoment_LeavesWholeLinesOnly()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        for (var waitMs = 0; waitMs < 60; waitMs += 2)
        {
            using var hook = test.Start("hook");
            hook.Write(Stop);
            hook.KillAfter(waitMs);
        }

        var before = Events(test, "2026-11-20").Events.Count;
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
        var after = Events(test, "2026-11-20");
        Assert.Equal((before + 1, 0), (after.Events.Count, after.TornLines));
        Assert.Equal(0, test.Run("summarize").ExitCode);
    }

    [Fact]
    public void Hook_BehindATornLine_BeginsANewOne()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Hook(Stop);
        File.AppendAllText(Path.Combine(test.Home, "events", "2026-11-20.jsonl"), "{\"v\":1,\"at\":\"2026-11-20T10");
        test.Hook(Stop);
        var recorded = Events(test, "2026-11-20");
        Assert.Equal((2, 1), (recorded.Events.Count, recorded.TornLines));
    }

    [Fact]
    public void Hook_FullDisk_LosesTheEventInSilence()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Hook(Stop);
        var path = Path.Combine(test.Home, "events", "2026-11-20.jsonl");
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/full");
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
    }

    [Theory]
    [InlineData("/proc/tooltime")]
    [InlineData("/dev/null")]
    [InlineData("/dev/null/home")]
    public void Hook_HomeThatCannotBeMade_IsSilent(string home)
    {
        using var test = new TestHome();
        test.Environment["TOOLTIME_HOME"] = home;
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
    }

    [Fact]
    public void Hook_NoHomeInTheEnvironment_IsSilent()
    {
        using var test = new TestHome();
        test.Environment.Clear();
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
    }

    [Fact]
    public void Hook_HomeOfTheUser_IsTheXdgDataFolder()
    {
        using var test = new TestHome();
        test.Environment.Remove("TOOLTIME_HOME");
        test.Hook(Stop);
        Assert.True(File.Exists(Path.Combine(test.User, ".local", "share", "tooltime", "config.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ broken")]
    [InlineData("""{"secret":7}""")]
    [InlineData("[]")]
    public void Hook_BrokenConfig_IsSilentAndLeavesItAlone(string content)
    {
        using var test = new TestHome();
        Directory.CreateDirectory(test.Home);
        File.WriteAllText(test.Config, content);
        Assert.Equal(CommandResult.Silence, test.Hook(Stop));
        Assert.Equal(content, File.ReadAllText(test.Config));
    }

    [Fact]
    public void Hook_NewerConfig_StillRecords()
    {
        using var test = new TestHome();
        Directory.CreateDirectory(test.Home);
        const string content = """{"version":99,"secret":"abc"}""";
        File.WriteAllText(test.Config, content);
        test.Hook(Stop);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(test.Home, "events")));
        Assert.Equal(content, File.ReadAllText(test.Config));
    }

    [Fact]
    public void Hook_FreshHome_IsReadableByItsOwnerOnly()
    {
        using var test = new TestHome();
        test.Hook(Stop);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var path in test.Files)
        {
            Assert.Equal(file, File.GetUnixFileMode(path));
        }

        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(test.Home));
        Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(test.Home, "events")));
    }

    private static EventFile Events(TestHome test, string day) => EventFile.Read(Path.Combine(test.Home, "events", day + ".jsonl"));

    private static string EventOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("hook_event_name").GetString()!;
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace ToolTime.Uploader.Tests.Security;

/// <summary>What a hook does besides recording, as a process: the audit trail, blocking, and failures.</summary>
public sealed class GuardTests : IDisposable
{
    private readonly TestHome _test = new("2026-11-30T10:00:00Z");

    private string Audit => Path.Combine(_test.Home, "security", "audit", "2026-11-30.jsonl");

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Hook_WhereAllIsOff_WritesAndSaysNothing()
    {
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("git push --force")));
        Assert.False(Directory.Exists(Path.Combine(_test.Home, "security")));
    }

    [Fact]
    public void Hook_WithTheAuditTrail_WritesALineACallForItsOwnerAlone()
    {
        Assert.Equal(0, _test.Run("security", "on").ExitCode);
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("git push --force")));
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("ls").Replace("PreToolUse", "PostToolUse", StringComparison.Ordinal)));

        using var line = JsonDocument.Parse(Assert.Single(File.ReadAllLines(Audit)));
        Assert.Equal("git push --force", line.RootElement.GetProperty("programs")[0].GetString());
        Assert.Equal("git.force-push", line.RootElement.GetProperty("findings")[0].GetProperty("rule").GetString());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Audit));
        }

        Assert.Equal(0, _test.Run("security", "off").ExitCode);
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("git push --force")));
        Assert.Single(File.ReadAllLines(Audit));
        Assert.False(File.Exists(Path.Combine(_test.Home, "security.json")));
    }

    [Fact]
    public void Hook_InAProjectThatIsLeftOut_BlocksAndStoresNothing()
    {
        _test.Run("security", "on");
        _test.Run("security", "block", "--from", "high");
        Assert.Equal(0, _test.Run("projects", "off", _test.User).ExitCode);
        Assert.Contains("\"deny\"", _test.Hook(Call("git push --force", _test.User)).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Audit));
    }

    [Fact]
    public void Block_FromHigh_DeniesWhatIsThatSevere()
    {
        Assert.Equal(0, _test.Run("security", "block", "--from", "high").ExitCode);
        using var answer = JsonDocument.Parse(_test.Hook(Call("git push --force")).Output);
        Assert.Equal("deny", answer.RootElement.GetProperty("hookSpecificOutput").GetProperty("permissionDecision").GetString());
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("git reset --hard")));

        _test.Run("security", "block", "--from", "high", "--answer", "ask");
        Assert.Contains("\"ask\"", _test.Hook(Call("git push --force")).Output, StringComparison.Ordinal);
        _test.Run("security", "block", "--off");
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("git push --force")));
    }

    [Theory]
    [InlineData("security.json", "{")]
    [InlineData("security-rules.json", "{\"off\":[\"no.such\"]}")]
    public void Hook_WithABrokenFile_LetsTheCallPassAndDoctorSaysSo(string file, string content)
    {
        _test.Run("security", "block", "--from", "high");
        File.WriteAllText(Path.Combine(_test.Home, file), content);
        Assert.Equal(CommandResult.Silence, _test.Hook(Call("git push --force")));
        Assert.Contains("let every call through", _test.Run("doctor").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Block_WithoutAHookThatWouldDoIt_SaysSoAndIsAFault()
    {
        Assert.EndsWith("`tooltime connect --user` connects your agent.\n", _test.Run("security", "block").Messages, StringComparison.Ordinal);
        Assert.EndsWith("`tooltime connect --user` connects your agent.\n", _test.Run("alerts", "add", "desktop").Messages, StringComparison.Ordinal);
        Assert.Contains("fault    security: On: blocking from critical (deny), alerts to desktop. But no hook", _test.Run("doctor").Output, StringComparison.Ordinal);

        var settings = Path.Combine(_test.User, ".claude", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        File.WriteAllText(settings, """{"hooks":{"PreToolUse":[{"hooks":[{"type":"http","url":"http://127.0.0.1:4318/hooks/claude-code"}]}]}}""");
        Assert.Contains("ok       security: On: blocking", _test.Run("doctor").Output, StringComparison.Ordinal);
        File.Delete(settings);

        _test.Run("connect", "--user");
        Assert.Contains("ok       security: On: blocking", _test.Run("doctor").Output, StringComparison.Ordinal);
        Assert.EndsWith("undoes this.\n", _test.Run("security", "block").Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_Filters_ChooseCalls()
    {
        _test.Run("security", "on");
        foreach (var command in (string[])["ls", "git push --force", "cat ~/.ssh/id_rsa", "git reset --hard"])
        {
            _test.Hook(Call(command));
        }

        Assert.Equal(4, Lines("events"));
        Assert.Equal(2, Lines("events", "--from", "high"));
        Assert.Equal(1, Lines("events", "--rule", "secrets."));
        Assert.Equal(1, Lines("events", "--last", "1"));
        Assert.Equal(0, Lines("events", "--tool", "Read"));
        Assert.Equal(0, Lines("events", "--since", "2026-12-01"));
        Assert.Contains("git push --force  [high git.force-push]", _test.Run("events").Output, StringComparison.Ordinal);
        Assert.Equal(4, Lines("export", "audit"));
        Assert.Equal(5, Lines("export", "audit", "--format", "csv"));

        int Lines(params string[] arguments) => _test.Run(arguments).Output.Count(character => character == '\n');
    }

    [Fact]
    public void Events_CallThatTwoHooksRecord_IsThereOnce()
    {
        _test.Run("security", "on");
        foreach (var id in (string[])["t1", "t1", "t2"])
        {
            _test.Hook(Call("git push --force", id: id));
        }

        Assert.Equal(3, File.ReadAllLines(Audit).Length);
        Assert.Equal(2, _test.Run("events").Output.Count(character => character == '\n'));
        Assert.Equal(2, _test.Run("export", "audit").Output.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Events_Follow_GoesOnWithWhatComes()
    {
        _test.Run("security", "on");
        _test.Hook(Call("ls"));
        var start = new ProcessStartInfo(TestHome.Command, ["events", "--follow"]) { RedirectStandardOutput = true };
        _test.CopyEnvironmentTo(start);
        using var following = Process.Start(start)!;
        try
        {
            Assert.Contains("Bash  ls", await Line(following), StringComparison.Ordinal);
            _test.Hook(Call("git push --force"));
            Assert.Contains("git.force-push", await Line(following), StringComparison.Ordinal);
        }
        finally
        {
            following.Kill();
        }

        static async Task<string> Line(Process process) =>
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    [Fact]
    public void Cleanup_DaysThatAreTooOld_Go()
    {
        _test.Run("security", "on");
        _test.Hook(Call("ls"));
        var old = Path.Combine(Path.GetDirectoryName(Audit)!, "2026-08-31.jsonl");
        File.Copy(Audit, old);
        Assert.EndsWith(
            "Without --dry-run:\nDeleted 1 day of the audit trail.\n",
            _test.Run("cleanup", "--dry-run").Messages,
            StringComparison.Ordinal);
        Assert.True(File.Exists(old));
        Assert.Contains("Deleted 1 day of the audit trail.", _test.Run("cleanup").Messages, StringComparison.Ordinal);
        Assert.Equal((false, true), (File.Exists(old), File.Exists(Audit)));
        _test.Run("cleanup", "--audit");
        Assert.False(File.Exists(Audit));
    }

    [Fact]
    public void Hook_FirstOfADay_DeletesDaysThatAreTooOld()
    {
        _test.Run("security", "on");
        _test.Hook(Call("ls"));
        _test.SetClock("2027-03-15T10:00:00Z");
        _test.Hook(Call("ls"));
        Assert.False(File.Exists(Audit));
    }

    private static string Call(string command, string cwd = "/home/dev/app", string? id = null) => JsonSerializer.Serialize(new
    {
        hook_event_name = "PreToolUse",
        session_id = "s1",
        cwd,
        tool_name = "Bash",
        tool_use_id = id ?? command,
        tool_input = new { command },
    });
}

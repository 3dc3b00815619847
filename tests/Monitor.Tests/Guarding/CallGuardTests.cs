using System.Text;
using ToolTime.Monitor.Security.Guarding;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Tests.Guarding;

public sealed class CallGuardTests
{
    private const string Dangerous =
        """{"hook_event_name":"PreToolUse","session_id":"s","cwd":"/home/anna/shop","tool_name":"Bash","tool_input":{"command":"rm -rf ~/old"}}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"audit":true,"block_from":"high"}""", "audit")]
    [InlineData("""{"audit":false,"block_from":"high","channels":[{"kind":"log","target":"/tmp/a","from":"info"}]}""", "alerts")]
    public void Evaluate_WhatCannotBeStored_IsDeniedAllTheSame(string settings, string folder)
    {
        using var folders = new Folders();
        var home = folders.Home;
        // A file where a folder should be, as a disk that is full.
        var blocked = folder is "audit" ? home.Audit : home.AlertQueue;
        Directory.CreateDirectory(Path.GetDirectoryName(blocked)!);
        File.WriteAllText(blocked, "");
        File.WriteAllText(home.Security, settings);
        var body = Encoding.UTF8.GetBytes(Dangerous);
        var scanner = new JsonFieldScanner(HookInput.Fields);
        scanner.Feed(body);

        var answer = CallGuard.Evaluate(
            new GuardedCall(home, folders.User, "claude-code", new HookInput(scanner), body, Now, IsRecorded: true)
        );

        Assert.Contains("\"permissionDecision\":\"deny\"", answer);
        Assert.Contains("not written into the audit trail", File.ReadAllText(home.SecurityFaults));
    }
}

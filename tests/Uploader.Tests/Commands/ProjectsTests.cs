using System.Text.Json;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>`tooltime projects`: what is switched off is neither recorded nor shared, and the list shows each project's state.</summary>
public sealed class ProjectsTests
{
    private const string Day = "2026-11-21";

    [Theory]
    [InlineData("", 0)]
    [InlineData("/sub/folder", 0)]
    [InlineData("-beside", 1)]
    [InlineData("/..", 1)]
    public void Off_HookInTheFolder_RecordsNothing(string below, int recorded)
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Secret(test));
        Assert.Equal(0, test.Run("projects", "off", "~/secret").ExitCode);
        var folder = Path.GetFullPath(Secret(test) + below);
        Assert.Equal(CommandResult.Silence, test.Hook(Call(folder)));
        var events = Path.Combine(test.Home, "events", $"{Day}.jsonl");
        Assert.Equal(recorded, File.Exists(events) ? File.ReadAllLines(events).Length : 0);
    }

    [Fact]
    public void List_ProjectThatOnlyHooksRecorded_IsThere()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Assert.Contains("hooks have recorded nothing", test.Run("projects").Messages, StringComparison.Ordinal);
        test.Run("connect", "--user");
        test.Hook(Call("/home/dev/shop"));
        test.Hook(Call("/home/dev/shop"));

        using var report = JsonDocument.Parse(test.Run("projects", "--json").Output);
        var row = Assert.Single(report.RootElement.GetProperty("projects").EnumerateArray());
        Assert.Equal(
            ("shop", "claude-code", "user", 1, $"{Day}T10:00:00Z"),
            (
                row.GetProperty("project").GetString(),
                Assert.Single(row.GetProperty("agents").EnumerateArray()).GetString(),
                row.GetProperty("hooks").GetString(),
                row.GetProperty("sessions").GetInt32(),
                row.GetProperty("last").GetString()
            ));
    }

    [Fact]
    public void Off_HookInAWorktreeElsewhere_RecordsNothing()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Secret(test));
        var worktree = Path.Combine(test.User, "trees", "calm-fox");
        Directory.CreateDirectory(worktree);
        File.WriteAllText(Path.Combine(worktree, ".git"), $"gitdir: {Secret(test)}/.git/worktrees/calm-fox\n");
        test.Run("projects", "off", Secret(test));
        test.Hook(Call(Path.Combine(worktree, "src")));
        Assert.False(Directory.Exists(Path.Combine(test.Home, "events")));
    }

    [Fact]
    public void On_SwitchedOffBefore_RecordsAgain()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Secret(test));
        test.RunIn(Secret(test), "projects", "off");
        test.RunIn(Secret(test), "projects", "off");
        Assert.Contains("is switched off: `tooltime projects on", test.Run("projects", "on", Secret(test) + "/sub").Messages, StringComparison.Ordinal);
        Assert.Contains("recorded again", test.Run("projects", "on", Secret(test) + "/").Messages, StringComparison.Ordinal);
        Assert.Contains("was not switched off", test.Run("projects", "on", Secret(test)).Messages, StringComparison.Ordinal);
        test.Hook(Call(Secret(test)));
        Assert.Single(File.ReadAllLines(Path.Combine(test.Home, "events", $"{Day}.jsonl")));
    }

    [Fact]
    public void Off_PathWithALink_CoversTheFolderThatAgentsReport()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Secret(test));
        var link = Path.Combine(test.User, "link");
        Directory.CreateSymbolicLink(link, Path.GetDirectoryName(Secret(test))!);
        var linked = Path.Combine(link, Path.GetFileName(Secret(test)));
        test.Run("projects", "off", linked);
        test.Hook(Call(Secret(test)));
        test.Hook(Call(linked));
        Assert.False(Directory.Exists(Path.Combine(test.Home, "events")));
        Assert.DoesNotContain(linked, test.Run("projects").Output, StringComparison.Ordinal);

        test.Run("projects", "on", Secret(test));
        test.Hook(Call(linked));
        Assert.Single(File.ReadAllLines(Path.Combine(test.Home, "events", $"{Day}.jsonl")));
    }

    [Fact]
    public void Off_ListWithALineTwice_GetsTheNewFolder()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        var other = Path.Combine(test.User, "other");
        Directory.CreateDirectory(Secret(test));
        Directory.CreateDirectory(other);
        test.Run("projects", "off", Secret(test));
        var list = Path.Combine(test.Home, "switched-off");
        File.AppendAllText(list, File.ReadAllText(list));
        test.Run("projects", "off", other);
        test.Hook(Call(other));
        Assert.False(Directory.Exists(Path.Combine(test.Home, "events")));
    }

    [Fact]
    public void Off_TranscriptsOfTheFolder_AreNotShared()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        test.Run("share", "on", "--yes");
        test.SetClock($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Path.Combine(Secret(test), "sub"));
        Transcript(test, "a", Secret(test), "Bash");
        Transcript(test, "b", Path.Combine(Secret(test), "sub"), "Grep");
        Transcript(test, "c", Path.Combine(test.User, "open"), "Read");
        test.Run("projects", "off", Secret(test));
        test.Run("backfill");
        test.Run("share", "now");

        using var body = JsonDocument.Parse(Assert.Single(server.Requests).Body);
        var day = Assert.Single(body.RootElement.GetProperty("days").EnumerateArray());
        Assert.Equal("Read", Assert.Single(day.GetProperty("tools").EnumerateObject()).Name);
    }

    [Fact]
    public void Off_FolderBelowThatIsGone_IsNotShared()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.SetClock($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Secret(test));
        Transcript(test, "a", Path.Combine(Secret(test), "tmp-x", "src"), "Bash");
        Transcript(test, "b", Secret(test) + "-beside", "Read");
        test.Run("projects", "off", Secret(test));
        test.Run("backfill");
        var made = File.ReadAllText(Path.Combine(test.Home, "backfill", $"{Day}.json"));
        Assert.DoesNotContain("Bash", made, StringComparison.Ordinal);
        Assert.Contains("Read", made, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secret.worktrees/copilot-1")]
    [InlineData(".codex/worktrees/ab12/secret/src")]
    [InlineData(".claude-worktrees/secret/calm-fox")]
    [InlineData("trees/calm-fox")]
    public void Off_WorktreeElsewhere_IsNotShared(string worktree)
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.SetClock($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Secret(test));
        Directory.CreateDirectory(Path.Combine(test.User, "trees", "calm-fox"));
        File.WriteAllText(
            Path.Combine(test.User, "trees", "calm-fox", ".git"),
            $"gitdir: {Secret(test)}/.git/worktrees/calm-fox\n"
        );
        Transcript(test, "a", Path.Combine(test.User, worktree), "Bash");
        Transcript(test, "b", Path.Combine(test.User, ".codex", "worktrees", "ab12", "open"), "Read");
        test.Run("projects", "off", Secret(test));
        test.Run("backfill");
        var made = File.ReadAllText(Path.Combine(test.Home, "backfill", $"{Day}.json"));
        Assert.DoesNotContain("Bash", made, StringComparison.Ordinal);
        Assert.Contains("Read", made, StringComparison.Ordinal);
    }

    [Fact]
    public void Off_ListThatLostItsContent_SharesNothing()
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Run("share", "on", "--yes");
        test.SetClock($"{Day}T10:00:00Z");
        Transcript(test, "a", Path.Combine(test.User, "open"), "Read");
        Directory.CreateDirectory(test.Home);
        File.WriteAllText(Path.Combine(test.Home, "switched-off"), "");
        Assert.Equal(3, test.Run("backfill").ExitCode);
    }

    [Fact]
    public void List_ProjectsOfEveryKind_SaysWhereHooksRecord()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        foreach (var name in (string[])["own", "secret", "plain", "nameless"])
        {
            Directory.CreateDirectory(Path.Combine(test.User, name));
            Transcript(test, name, Path.Combine(test.User, name), "Bash");
        }

        File.WriteAllText(
            Path.Combine(test.User, ".claude.json"),
            $$"""{ "projects": { "{{test.User}}/own": { }, "{{test.User}}/plain": { } } }"""
        );
        test.RunIn(Path.Combine(test.User, "own"), "connect");
        test.Run("projects", "off", Secret(test));
        Directory.CreateDirectory(Path.Combine(test.User, "unused"));
        test.Run("projects", "off", Path.Combine(test.User, "unused"));
        Assert.Equal(
            ["nameless - unknown 1", "own own project 1", "plain plain none 1", "secret secret off 1", "unused unused off 0"],
            Rows(test)
        );

        test.Run("connect", "--user");
        Assert.Equal(
            ["nameless - user 1", "own own user 1", "plain plain user 1", "secret secret off 1", "unused unused off 0"],
            Rows(test)
        );
        Assert.Contains("Last used", test.Run("projects").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"projects\":[]}")]
    [InlineData("{\"projects\":{\"relative\":{}}}")]
    public void List_ClaudeCodesListThatCannotBeRead_ShowsNames(string content)
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Transcript(test, "plain", Path.Combine(test.User, "plain"), "Bash");
        File.WriteAllText(Path.Combine(test.User, ".claude.json"), content);
        Assert.Equal(["plain - unknown 1"], Rows(test));
    }

    [Fact]
    public void Off_MoreThanAHookReads_SaysSo()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Directory.CreateDirectory(test.Home);
        File.WriteAllText(Path.Combine(test.Home, "switched-off"), "/" + new string('a', 32_700) + "\n");
        var folder = Path.Combine(test.User, new string('b', 100));
        Directory.CreateDirectory(folder);
        var result = test.Run("projects", "off", folder);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Too many projects", result.Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone", 1, "There is no folder")]
    [InlineData("", 2, "does not name a project")]
    [InlineData(" ", 2, "does not name a project")]
    public void Off_WhatIsNoFolder_IsSaidAndNothingChanges(string path, int exitCode, string message)
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        var result = test.Run("projects", "off", path);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(test.Home, "switched-off")));
    }

    [Fact]
    public void Hook_ListThatLostItsContent_RecordsNothing()
    {
        using var test = new TestHome($"{Day}T10:00:00Z");
        Directory.CreateDirectory(test.Home);
        File.WriteAllText(Path.Combine(test.Home, "switched-off"), "");
        test.Hook(Call("/anywhere"));
        Assert.False(Directory.Exists(Path.Combine(test.Home, "events")));
    }

    [Fact]
    public void Off_DaysThatBackfillMadeBefore_AreNotShared()
    {
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = new TestHome("2026-11-20T10:00:00Z");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        test.Run("share", "on", "--yes");
        test.SetClock($"{Day}T10:00:00Z");
        Directory.CreateDirectory(Secret(test));
        Transcript(test, "a", Secret(test), "Bash");
        Transcript(test, "b", null, "Grep");
        test.Run("backfill");
        test.Run("projects", "off", Secret(test));
        Assert.Equal(3, test.Run("share", "now").ExitCode);
        Assert.Equal(3, test.Run("backfill").ExitCode);
        Assert.Equal(3, test.Run("share", "now").ExitCode);
        Assert.Empty(server.Requests);
    }

    private static string Secret(TestHome test) => Path.Combine(test.User, "secret");

    private static string Call(string folder) =>
        $$"""{"hook_event_name":"PostToolUse","session_id":"s","cwd":"{{folder}}","tool_name":"Bash","tool_use_id":"a"}""";

    private static IEnumerable<string> Rows(TestHome test)
    {
        using var report = JsonDocument.Parse(test.Run("projects", "--json").Output);
        return
        [
            .. report.RootElement.GetProperty("projects").EnumerateArray()
                .Select(row =>
                    $"{row.GetProperty("project")} {(row.GetProperty("path").GetString() is { } path ? Path.GetFileName(path) : "-")} {row.GetProperty("hooks")} {row.GetProperty("sessions")}"
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    // A session without a folder may have run anywhere.
    private static void Transcript(TestHome test, string session, string? folder, string tool)
    {
        var file = Path.Combine(test.User, ".claude", "projects", session, $"{session}.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(
            file,
            $$$"""
            {"type":"assistant",{{{(folder is null ? "" : $"\"cwd\":\"{folder}\",")}}}"sessionId":"{{{session}}}","timestamp":"{{{Day}}}T08:00:00.000Z","requestId":"r{{{session}}}","message":{"id":"m{{{session}}}","model":"claude-opus-4-8","stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1},"content":[{"type":"tool_use","id":"t{{{session}}}","name":"{{{tool}}}","input":{}}]}}

            """
        );
    }
}

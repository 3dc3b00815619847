using System.Diagnostics;
using System.Text.Json;

namespace ToolTime.Uploader.Tests.Security;

/// <summary>`tooltime security` as a process.</summary>
public sealed class SecurityCommandTests
{
    [Fact]
    public void Check_LinesOfEveryKind_AreAnsweredLineByLine()
    {
        using var test = new TestHome();
        var input = string.Join('\n',
            """{"tool_name":"Bash","tool_input":{"command":"git push -f"},"cwd":"/home/dev/work/app"}""",
            "no JSON",
            """{"tool_name":"Bash","tool_input":{"command":"ls"},"cwd":"/home/dev/work/app"}""",
            """{"tool_name":"Bash","tool_input":{"command":"rm -rf ~/x"},"cwd":"/home/dev/work/app"}""");
        var result = test.RunWithInput(input, "security", "check");
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Assert.Equal(
            [
                """{"findings":[{"rule":"git.force-push","category":"destructive","severity":"high","technique":"T1485","segment":"git push -f","why":"push --force overwrites or deletes what others have on the remote."}]}""",
                """{"error":"The line is not JSON."}""",
                """{"findings":[]}""",
                """{"findings":[{"rule":"files.delete-outside","category":"destructive","severity":"high","technique":"T1485","segment":"rm -rf ~/x","why":"It deletes /home/dev/x, outside the project."}]}""",
            ],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Check_EachLine_IsAnsweredBeforeTheNextComes()
    {
        using var test = new TestHome();
        var start = new ProcessStartInfo(TestHome.Command, ["security", "check"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        test.CopyEnvironmentTo(start);
        using var command = Process.Start(start)!;
        for (var round = 0; round < 3; round++)
        {
            command.StandardInput.Write("""{"tool_name":"Bash","tool_input":{"command":"ls"},"cwd":"/home/dev"}""" + "\n");
            command.StandardInput.Flush();
            Assert.Equal("""{"findings":[]}""", command.StandardOutput.ReadLine());
        }

        command.StandardInput.Close();
        Assert.Equal("", command.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void Explain_DangerousCommand_IsShownForPeople()
    {
        using var test = new TestHome();
        var result = test.Run("security", "explain", "ls; git stash clear");
        Assert.Equal(
            (0, "git stash clear\n  high      git stash clear permanently discards commits.  (git.delete-history, T1485)\n"),
            (result.ExitCode, result.Output));
        Assert.Equal("Nothing was found.\n", test.Run("security", "explain", "ls").Output);
        Assert.Equal("{\"findings\":[],\"unknown\":[]}\n", test.Run("security", "explain", "--json", "ls").Output);
    }

    [Fact]
    public void Explain_UsersRules_AreTakenFromTheHomeOrAFile()
    {
        using var test = new TestHome();
        Directory.CreateDirectory(test.Home);
        var own = Path.Combine(test.Home, "security-rules.json");
        File.WriteAllText(own, """{"off":["git.delete-history"]}""");
        Assert.Equal("Nothing was found.\n", test.Run("security", "explain", "git stash clear").Output);

        var other = Path.Combine(test.User, "rules.json");
        File.WriteAllText(other, """{"off":["no.such"]}""");
        var result = test.Run("security", "explain", "ls", "--rules", other);
        Assert.Equal((1, "", "There is no rule `no.such`; `tooltime security rules` lists them.\n"),
            (result.ExitCode, result.Output, result.Messages));
    }

    /// <summary>A script's own text is a program; the commands that it ran are items of the history.</summary>
    [Fact]
    public void Security_CommandsOfCodexAndOfItsScripts_AreAllRead()
    {
        using var test = new TestHome("2026-11-20T12:00:00Z");
        var folder = Directory.CreateDirectory(Path.Combine(test.User, ".codex", "sessions", "2026", "11", "20")).FullName;
        File.WriteAllText(
            Path.Combine(folder, "rollout-2026-11-20T10-00-00-019fa000-0000-7000-8000-000000000001.jsonl"),
            """
            {"timestamp":"2026-11-20T10:00:00.000Z","type":"session_meta","payload":{"id":"019fa000-0000-7000-8000-000000000001","cwd":"/home/dev/shop"}}
            {"timestamp":"2026-11-20T10:01:00.000Z","type":"response_item","payload":{"type":"custom_tool_call","call_id":"c1","name":"exec","input":"await tools.exec_command({cmd: 'rm -rf /srv/data'})"}}
            {"timestamp":"2026-11-20T10:01:01.000Z","type":"event_msg","payload":{"type":"item_completed","item":{"type":"CommandExecution","id":"exec-1","command":["/bin/bash","-lc","rm -rf /srv/data"],"status":"completed"}}}
            {"timestamp":"2026-11-20T10:02:00.000Z","type":"response_item","payload":{"type":"function_call","call_id":"c2","name":"shell_command","arguments":"{\"command\":\"git push -f\"}"}}

            """
        );
        var result = test.Run("security");
        Assert.Contains("rm -rf /srv/data", result.Output, StringComparison.Ordinal);
        Assert.Contains("git push -f", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_AsJson_AreAllOfThem()
    {
        using var test = new TestHome();
        using var rules = JsonDocument.Parse(test.Run("security", "rules", "--json").Output);
        var categories = rules.RootElement.EnumerateArray().Select(rule => rule.GetProperty("category").GetString()).Distinct();
        Assert.Equal(
            ["destructive", "exfiltration", "download-and-run", "secret-access", "privilege", "persistence", "system-change", "evasion",
                "boundary", "agent-tampering", "supply-chain", "resources", "behaviour"],
            categories);
        Assert.True(rules.RootElement.GetArrayLength() >= 30);
        Assert.Contains("git.force-push", test.Run("security", "rules").Output, StringComparison.Ordinal);
    }
}

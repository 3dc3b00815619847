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
                """{"error":"The line is no JSON."}""",
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
            (0, "git stash clear\n  high      git stash clear loses commits for good.  (git.delete-history, T1485)\n"),
            (result.ExitCode, result.Output));
        Assert.Equal("Nothing was found.\n", test.Run("security", "explain", "ls").Output);
        Assert.Equal("{\"findings\":[]}\n", test.Run("security", "explain", "--json", "ls").Output);
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

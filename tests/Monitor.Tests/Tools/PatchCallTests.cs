using System.Text.Json;
using ToolTime.Monitor.Security;

namespace ToolTime.Monitor.Tests.Tools;

/// <summary>Patches, as agents give them to a tool, or to a shell as a program's argument or input.</summary>
public sealed class PatchCallTests
{
    [Theory]
    [InlineData("*** Update File: ../other/a.ts\n@@\n-a\n+b", "boundary.write")]
    [InlineData("*** Delete File: /home/dev/work/other/a.ts", "files.delete-outside")]
    [InlineData("*** Add File: .claude/settings.json\n+{}", "agent.settings")]
    [InlineData("*** Add File: /home/dev/.bashrc\n+a", "persistence.shell-startup")]
    public void ApplyPatch_AsAProgram_IsWhatTheToolWouldBe(string text, string rule)
    {
        var patch = $"*** Begin Patch\n{text}\n*** End Patch";
        Assert.Contains(rule, Serious("apply_patch", patch));
        Assert.Contains(rule, Serious("bash", "-lc", $"apply_patch <<'EOF'\n{patch}\nEOF"));
        Assert.Contains(rule, Engine.Bash($"applypatch '{patch}'").Serious().Select(finding => finding.Rule));
    }

    [Fact]
    public void ApplyPatch_InTheProject_HasNoFinding() =>
        Assert.Empty(Serious("apply_patch", "*** Begin Patch\n*** Update File: src/a.ts\n@@\n-a\n+rm -rf ~\n*** End Patch"));

    [Fact]
    public void Evaluate_Patch_IsReadFileByFile() =>
        Assert.Equal(
            ["agent.settings", "boundary.write", "files.delete-outside"],
            Engine
                .Call(
                    "apply_patch",
                    new()
                    {
                        ["input"] =
                            "*** Begin Patch\n*** Update File: src/a.ts\n*** Add File: .claude/settings.json\n*** Update File: ../other/b.ts\n*** Delete File: /home/dev/work/other/c.ts\n*** End Patch",
                    }
                )
                .Serious()
                .Rules()
        );

    [Theory]
    [InlineData(".npmrc", "registry=https://npm.example.net/", true)]
    [InlineData("package.json", "\"postinstall\": \"node -e 'x'\"", true)]
    [InlineData(".vscode/settings.json", "\"chat.tools.autoApprove\" : true", true)]
    [InlineData("package.json", "\"test\": \"node -e 'x'\"", false)]
    [InlineData("docs/a.md", "registry=https://npm.example.net/", false)]
    public void Evaluate_LinesThatAPatchAdds_AreReadAsTheFilesText(string file, string line, bool isFound)
    {
        Assert.Equal(isFound, Patch($"*** Update File: {file}\n@@\n-a\n+{line}\n*** Update File: src/a.ts\n+b").Any());
        Assert.False(Patch($"*** Update File: {file}\n@@\n-{line}\n {line}\n*** Update File: docs/b.md\n+{line}").Any());
    }

    private static IEnumerable<Finding> Patch(string text) =>
        Engine.Call("apply_patch", new() { ["input"] = $"*** Begin Patch\n{text}\n*** End Patch" }).Serious();

    private static IEnumerable<string> Serious(params string[] words) =>
        Engine.Json("shell", JsonSerializer.Serialize(new Dictionary<string, string[]> { ["command"] = words })).Serious()
            .Select(finding => finding.Rule);
}

using System.Diagnostics;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class CompletionsTests
{
    [Theory]
    [InlineData("tooltime da", "daily")]
    [InlineData("tooltime share st", "status")]
    [InlineData("tooltime daily --pro", "--project")]
    [InlineData("tooltime daily --client co", "codex")]
    [InlineData("tooltime completions po", "powershell")]
    public void Suggest_BeginningOfAWord_HoldsItsEnd(string line, string expected)
    {
        using var test = new TestHome();
        var result = test.Run($"[suggest:{line.Length}]", line);
        Assert.Equal((0, ""), (result.ExitCode, result.Messages));
        Assert.Contains(expected, result.Output.Split('\n'));
    }

    [Fact]
    public void Bash_CompletesByItsScript()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash.");
        using var test = new TestHome();
        var script =
            test.Run("completions", "bash").Output
            + """
                tooltime() { "$TOOLTIME" "$@"; }
                COMP_WORDS=(tooltime dai); COMP_CWORD=1; COMP_LINE="tooltime dai"; COMP_POINT=12
                _tooltime
                printf '%s\n' "${COMPREPLY[@]}"
                """;
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = test.User,
        };
        test.CopyEnvironmentTo(start);
        start.Environment["TOOLTIME"] = TestHome.Command;
        using var bash = Process.Start(start)!;
        Assert.Equal("daily\n", bash.StandardOutput.ReadToEnd());
        Assert.Equal("", bash.StandardError.ReadToEnd());
    }

    [Theory]
    [InlineData("zsh", "compdef _tooltime tooltime")]
    [InlineData("fish", "complete -c tooltime")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName tooltime")]
    public void OtherShells_GetTheirOwnScript(string shell, string registered)
    {
        using var test = new TestHome();
        Assert.Contains(registered, test.Run("completions", shell).Output, StringComparison.Ordinal);
        Assert.Equal(2, test.Run("completions", "tcsh").ExitCode);
    }
}

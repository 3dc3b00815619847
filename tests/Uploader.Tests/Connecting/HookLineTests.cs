using System.Diagnostics;
using ToolTime.Uploader.Connecting;

namespace ToolTime.Uploader.Tests.Connecting;

public sealed class HookLineTests
{
    [Theory]
    [InlineData("/opt/tooltime", null, "/opt/tooltime hook")]
    [InlineData("/opt/tooltime", "codex", "/opt/tooltime hook --client codex")]
    [InlineData("/opt/my tools/tooltime", null, "'/opt/my tools/tooltime' hook")]
    [InlineData("/home/anna's/жизнь/tooltime", null, @"'/home/anna'\''s/жизнь/tooltime' hook")]
    public void For_Path_IsQuotedForTheShellAndKnownAgain(string executable, string? client, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows quotes otherwise");
        Assert.Equal(expected, HookLine.For(executable, client));
        Assert.True(HookLine.IsOurs(expected, "/elsewhere/tooltime"));
    }

    [Theory]
    [InlineData("tooltime hook")]
    [InlineData("nice /opt/tooltime hook")]
    [InlineData("/opt/tooltime hook; rm -rf /")]
    [InlineData("/opt/tooltime hook --client made-up")]
    [InlineData("/opt/tooltime hooks")]
    [InlineData("/opt/other hook")]
    [InlineData("/opt/my tools/tooltime hook")]
    [InlineData("'/opt/a' || '/opt/tooltime' hook")]
    [InlineData("")]
    public void IsOurs_AnythingElse_IsNot(string command) => Assert.False(HookLine.IsOurs(command, "/elsewhere/tooltime"));

    [Fact]
    public void IsOurs_RenamedExecutable_IsKnownByItsPath() => Assert.True(HookLine.IsOurs("/opt/tt hook", "/opt/tt"));

    [Fact]
    public void For_PathThatAShellWouldTakeApart_RunsThatFile()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("$HOME `x` 'q' \"d\" ж 漢 ; & * ");
        try
        {
            var script = Path.Combine(folder.FullName, "tooltime");
            File.WriteAllText(script, "#!/bin/sh\necho \"ran with $1\"\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using var shell = Process.Start(
                new ProcessStartInfo("/bin/sh", ["-c", HookLine.For(script, null)]) { RedirectStandardOutput = true }
            )!;
            Assert.Equal("ran with hook\n", shell.StandardOutput.ReadToEnd());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

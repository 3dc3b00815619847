namespace ToolTime.Uploader.Tests.Commands;

/// <summary>Settings that are not a plain file: pipes, devices and files with a second name.</summary>
public sealed class OddSettingsTests
{
    [Theory]
    [InlineData("mkfifo \"$HOME/odd\"")]
    [InlineData("mknod \"$HOME/odd\" c 1 5")]
    public void Connect_LinkToAPipeOrADevice_ChangesNothingAndNoReportReadsIt(string make)
    {
        using var test = new TestHome("2026-11-20T10:00:00Z");
        // A device needs rights that a test may not have.
        var (exitCode, _) = test.Shell($"{make} && mkdir .claude && ln -s ../odd .claude/settings.json");
        Assert.SkipUnless(exitCode == 0, "Such a file cannot be made here.");

        var path = Path.Combine(test.User, ".claude", "settings.json");
        var refusal = $"{path} is not a regular file; nothing was changed.\n";
        Assert.Equal(new CommandResult(1, "", refusal), test.Run("connect", "--user"));
        Assert.Equal(new CommandResult(1, "", refusal), test.Run("disconnect", "--user"));
        foreach (var verb in (string[])["doctor", "projects", "daily", "insights", "summarize"])
        {
            Assert.NotEqual(1, test.Run(verb).ExitCode);
        }

        Assert.NotEqual(0, test.Shell("test -f odd || test -f .claude/settings.json").ExitCode);
    }

    [Theory]
    [InlineData("mkdir odd .claude && ln -s ../odd .claude/settings.json", "is not a regular file")]
    [InlineData("mkdir -p .claude/settings.json", "is not a regular file")]
    [InlineData("mkdir .claude && ln -s settings.json .claude/settings.json", "is a link that cannot be followed to its end")]
    public void Connect_FolderOrCircle_IsSaidInWords(string make, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a shell.");
        using var test = new TestHome();
        Assert.Equal(0, test.Shell(make).ExitCode);
        var path = Path.Combine(test.User, ".claude", "settings.json");
        Assert.Equal(new CommandResult(1, "", $"{path} {words}; nothing was changed.\n"), test.Run("connect", "--user"));
    }

    [Fact]
    public void Disconnect_FolderThatConnectMade_IsGone()
    {
        using var test = new TestHome();
        test.Run("connect", "--user");
        test.Run("disconnect", "--user");
        Assert.Empty(Directory.EnumerateFileSystemEntries(test.User));
    }

    [Fact]
    public void Connect_SecondHardLink_ShowsTheSameSettings()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names of a file are counted on Linux only.");
        using var test = new TestHome();
        Assert.Equal(0, test.Shell("mkdir .claude dotfiles; echo {} > dotfiles/s.json; ln dotfiles/s.json .claude/settings.json").ExitCode);
        Assert.Equal(0, test.Run("connect", "--user").ExitCode);
        Assert.Contains(" hook\"", File.ReadAllText(Path.Combine(test.User, "dotfiles", "s.json")), StringComparison.Ordinal);
        Assert.Equal(0, test.Run("disconnect", "--user").ExitCode);
        Assert.Equal("{}\n", File.ReadAllText(Path.Combine(test.User, "dotfiles", "s.json")));
    }
}

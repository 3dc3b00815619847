using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Commands;

public sealed class ConnectTests
{
    private const string Settings = "{\n  // mine\n  \"permissions\": { \"allow\": [] }, // all\n  \"hooks\": {}\n}";

    [Fact]
    public void Connect_ProjectWithSettings_IsUndoneByteForByte()
    {
        using var test = new TestHome();
        var path = Write(test, Settings);
        var connected = test.Run("connect");
        Assert.Equal((0, ""), (connected.ExitCode, connected.Output));
        var after = File.ReadAllText(path);
        Assert.Contains(" hook\"", after, StringComparison.Ordinal);
        Assert.Contains("Claude Code before 2.1.152", connected.Messages, StringComparison.Ordinal);
        // The home's own settings are the user's, with or without --user.
        Assert.DoesNotContain("only when it is started", connected.Messages, StringComparison.Ordinal);
        Assert.Contains($"Claude Code may skip all of {path}: line 2 has a comment", connected.Messages, StringComparison.Ordinal);
        Assert.Equal(Settings, File.ReadAllText(path + ".tooltime-backup"));

        var again = test.Run("connect");
        Assert.Equal((0, after), (again.ExitCode, File.ReadAllText(path)));
        Assert.Contains("connected already", again.Messages, StringComparison.Ordinal);

        Assert.Equal(0, test.Run("disconnect").ExitCode);
        Assert.Equal(Settings, File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
        Assert.Contains("has no hooks of tooltime", test.Run("disconnect").Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(test.Home));
    }

    [Fact]
    public void Connect_InAProject_SaysThatItIsOfThisFolderOnly()
    {
        using var test = new TestHome();
        var project = Directory.CreateDirectory(Path.Combine(test.User, "p")).FullName;
        var connected = test.RunIn(project, "connect", "--dry-run").Messages;
        Assert.Contains("only when it is started in this folder", connected, StringComparison.Ordinal);
        Assert.DoesNotContain("only when it is started", test.RunIn(project, "connect", "--user", "--dry-run").Messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\uFEFF  \r\n")]
    public void Connect_EmptySettings_AreUndoneByteForByte(string settings)
    {
        using var test = new TestHome();
        var path = Write(test, settings);
        Assert.Equal(0, test.Run("connect").ExitCode);
        Assert.Contains(" hook\"", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(0, test.Run("disconnect").ExitCode);
        Assert.Equal(settings, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path)));
        Assert.Equal([path], Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Connect_HooksSwitchedOff_SaysWhere()
    {
        using var test = new TestHome();
        var path = Write(test, """{"disableAllHooks": true}""");
        var local = Path.Combine(test.User, "p", ".claude", "settings.local.json");
        Directory.CreateDirectory(Path.GetDirectoryName(local)!);
        Assert.Contains($"`disableAllHooks` in {path}", test.Run("connect", "--user").Messages, StringComparison.Ordinal);
        Assert.Contains(
            $"`disableAllHooks` in {path}",
            test.RunIn(Path.Combine(test.User, "p"), "connect").Messages,
            StringComparison.Ordinal
        );
        File.WriteAllText(local, """{"disableAllHooks": false}""");
        Assert.DoesNotContain("disableAllHooks", test.RunIn(Path.Combine(test.User, "p"), "connect").Messages, StringComparison.Ordinal);
        File.WriteAllText(local, """{"disableAllHooks": true}""");
        Assert.Contains(
            $"`disableAllHooks` in {local}",
            test.RunIn(Path.Combine(test.User, "p"), "connect").Messages,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{\"allowManagedHooksOnly\": true}", "All hooks are switched off by `allowManagedHooksOnly` in ")]
    [InlineData("\uFEFF{\"disableAllHooks\": true, }", "All hooks are switched off by `disableAllHooks` in ")]
    [InlineData("{\"strictPluginOnlyCustomization\": true}", "All hooks but those of plugins are switched off by `strictPlugin")]
    [InlineData("{\"strictPluginOnlyCustomization\": [\"skills\", \"hooks\"]}", "All hooks but those of plugins are switched off by `strictPlugin")]
    [InlineData("{\"strictPluginOnlyCustomization\": [\"skills\"]}", null)]
    [InlineData("{\"allowManagedHooksOnly\": false, \"disableAllHooks\": false}", null)]
    public void Connect_HooksSwitchedOffByTheOrganisation_SaysWhere(string policy, string? words)
    {
        using var test = new TestHome();
        var path = Path.Combine(Path.GetDirectoryName(Write(test, "{}"))!, "remote-settings.json");
        File.WriteAllText(path, policy);
        var said = test.Run("connect", "--user").Messages;
        Assert.Equal(words is not null, said.Contains("switched off", StringComparison.Ordinal));
        Assert.Contains(words ?? "", said, StringComparison.Ordinal);
        Assert.Equal(words is not null, test.Run("doctor").Output.Contains($" in {path}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("model = \"gpt-6\"\n[features]\nweb = true\nhooks = false # slow\n", "`features.hooks` in ")]
    [InlineData("features.codex_hooks = false\r\n", "`features.codex_hooks` in ")]
    [InlineData("features = { web = true, \"hooks\" = false }\n", "`features.hooks` in ")]
    [InlineData("[ \"features\" ]\n'hooks'=false\n", "`features.hooks` in ")]
    [InlineData("notes = \"\"\"\n[features]\nhooks = false\n\"\"\"\n", null)]
    [InlineData("[features]\nhooks = true\n", null)]
    [InlineData("[other]\nhooks = false\n[features]\n", null)]
    [InlineData("# [features]\n# hooks = false\n", null)]
    public void Connect_CodexWithHooksSwitchedOff_SaysWhere(string config, string? words)
    {
        using var test = new TestHome();
        var path = Path.Combine(test.User, ".codex", "config.toml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, config);
        var said = test.Run("connect", "--user", "--agent", "codex").Messages;
        Assert.Equal(words is not null, said.Contains($"switched off by {words}{path}: ", StringComparison.Ordinal));
        Assert.Equal(words is not null, test.Run("doctor").Output.Contains($" in {path}.", StringComparison.Ordinal));
        Assert.Equal(config, File.ReadAllText(path));
    }

    [Fact]
    public void Connect_OnlyAnOrganisationMayAllowItsHooksAlone()
    {
        using var test = new TestHome();
        Write(test, """{"allowManagedHooksOnly": true, "strictPluginOnlyCustomization": true}""");
        Assert.DoesNotContain("switched off", test.Run("connect", "--user").Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_NoSettingsAtAll_MakesThemAndDisconnectRemovesThem()
    {
        using var test = new TestHome();
        Assert.Equal(0, test.Run("connect").ExitCode);
        var path = Path.Combine(test.User, ".claude", "settings.json");
        Assert.Equal(
            [
                "SessionStart",
                "SessionEnd",
                "UserPromptSubmit",
                "UserPromptExpansion",
                "PreToolUse",
                "PostToolUse",
                "PostToolUseFailure",
                "PermissionDenied",
                "SubagentStop",
                "Stop",
            ],
            JsonNode.Parse(File.ReadAllText(path))!["hooks"]!.AsObject().Select(pair => pair.Key)
        );
        Assert.Equal(0, test.Run("disconnect").ExitCode);
        Assert.Empty(Directory.EnumerateFiles(test.User, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Disconnect_SettingsThatChangedSince_LosesOnlyOurHooks()
    {
        using var test = new TestHome();
        var path = Write(test, Settings);
        test.Run("connect");
        File.WriteAllText(path, File.ReadAllText(path).Replace("// mine", "// mine, and more", StringComparison.Ordinal));
        var result = test.Run("disconnect");
        Assert.Contains("only tooltime's hooks were removed", result.Messages, StringComparison.Ordinal);
        Assert.Equal("{\n  // mine, and more\n  \"permissions\": { \"allow\": [] } // all\n}", File.ReadAllText(path));
        Assert.True(File.Exists(path + ".tooltime-backup"));
    }

    [Theory]
    [InlineData("claude-code", "CLAUDE_CONFIG_DIR", ".claude/settings.json", "settings.json", " hook")]
    [InlineData("codex", "CODEX_HOME", ".codex/hooks.json", "hooks.json", " hook --client codex")]
    public void Connect_User_TakesTheAgentsOwnFolder(string agent, string variable, string usual, string file, string ending)
    {
        using var test = new TestHome();
        Assert.Equal(0, test.Run("connect", "--user", "--agent", agent).ExitCode);
        Assert.True(File.Exists(Path.Combine(test.User, usual)));

        test.Environment[variable] = Path.Combine(test.User, "other ж");
        Assert.Equal(0, test.Run("connect", "--user", "--agent", agent).ExitCode);
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(test.User, "other ж", file)))!;
        Assert.EndsWith(ending, settings["hooks"]!["Stop"]![0]!["hooks"]![0]!["command"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ broken", "is not JSON (line 1)")]
    [InlineData("""{"hooks":7}""", "cannot take hooks")]
    public void Connect_SettingsThatItCannotTake_AreLeftAlone(string content, string reason)
    {
        using var test = new TestHome();
        var path = Write(test, content);
        var result = test.Run("connect");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, result.Messages, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path));
        Assert.Equal([path], Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Connect_LinkedSettings_StayALinkAndKeepTheirMode()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var test = new TestHome();
        var target = Path.Combine(test.User, "dotfiles settings.json");
        File.WriteAllText(target, "{}");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path.Combine(test.User, ".claude"));
        var path = Path.Combine(test.User, ".claude", "settings.json");
        File.CreateSymbolicLink(path, target);

        Assert.Equal(0, test.Run("connect").ExitCode);
        Assert.Equal(target, new FileInfo(path).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
        Assert.Equal(0, test.Run("disconnect").ExitCode);
        Assert.Equal((target, "{}"), (new FileInfo(path).LinkTarget, File.ReadAllText(path)));
    }

    [Fact]
    public void Connect_ReadOnlySettings_AreLeftAlone()
    {
        using var test = new TestHome();
        var path = Write(test, Settings);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        var result = test.Run("connect");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("is read-only", result.Messages, StringComparison.Ordinal);
        Assert.Equal(Settings, File.ReadAllText(path));
        File.SetAttributes(path, FileAttributes.Normal);
    }

    [Fact]
    public void Connect_FileWhereTheFolderShouldBe_SaysSo()
    {
        using var test = new TestHome();
        File.WriteAllText(Path.Combine(test.User, ".claude"), "");
        var result = test.Run("connect");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(".claude", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_Skill_IsAddedWithItsCommandsAndRemovedAgain()
    {
        using var test = new TestHome();
        Assert.Equal(0, test.Run("connect", "--skill").ExitCode);
        var path = Path.Combine(test.User, ".claude", "skills", "tooltime", "SKILL.md");
        var skill = File.ReadAllText(path);
        Assert.Contains("/tooltime share status --json`", skill, StringComparison.Ordinal);
        Assert.DoesNotContain("TOOLTIME", skill, StringComparison.Ordinal);
        Assert.Equal(0, test.Run("disconnect").ExitCode);
        Assert.False(Directory.Exists(Path.Combine(test.User, ".claude")));
    }

    [Fact]
    public void Connect_SkillOfAnother_IsLeftAlone()
    {
        using var test = new TestHome();
        var path = Path.Combine(test.User, ".claude", "skills", "tooltime", "SKILL.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "mine");
        Assert.Equal(1, test.Run("connect", "--skill").ExitCode);
        test.Run("disconnect");
        Assert.Equal("mine", File.ReadAllText(path));
    }

    private static string Write(TestHome test, string content)
    {
        var path = Path.Combine(test.User, ".claude", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}

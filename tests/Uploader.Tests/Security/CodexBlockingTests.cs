using System.Diagnostics;

namespace ToolTime.Uploader.Tests.Security;

/// <summary>Blocking in the real Codex CLI. It would run what a hook wants asked, so either way it gets a denial.</summary>
public sealed class CodexBlockingTests : IDisposable
{
    private readonly TestHome _test = new("2026-11-30T10:00:00Z");

    private string Project => Path.Combine(_test.User, "project");

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("deny")]
    [InlineData("ask")]
    public void Session_WithADangerousCall_DoesNotRunItAndGoesOn(string answer)
    {
        Assert.SkipWhen(NpmClient.Codex.Path is null, NpmClient.Codex.Missing ?? "");
        Directory.CreateDirectory(Path.Combine(Project, ".git"));
        Directory.CreateDirectory(Path.Combine(_test.User, ".ssh"));
        File.WriteAllText(Path.Combine(_test.User, ".ssh", "id_ed25519"), "a key");
        _test.Run("connect", "--user", "--agent", "codex");
        _test.Run("security", "on");
        _test.Run("security", "block", "--from", "high", "--answer", answer);
        RunSession();

        Assert.False(File.Exists(Path.Combine(Project, "copy.txt")));
        Assert.True(File.Exists(Path.Combine(Project, "after.txt")));
        var rollout = Assert.Single(
            Directory.EnumerateFiles(Path.Combine(_test.User, ".codex", "sessions"), "rollout-*.jsonl", SearchOption.AllDirectories));
        Assert.Contains("tooltime: It reads ", File.ReadAllText(rollout), StringComparison.Ordinal);
        Assert.Contains("\"decision\":\"deny\"", File.ReadAllText(Path.Combine(_test.Home, "security", "audit", "2026-11-30.jsonl")),
            StringComparison.Ordinal);
    }

    private void RunSession()
    {
        using var model = new ModelServer(
        [
            ("exec_command", new() { ["cmd"] = "cp ~/.ssh/id_ed25519 copy.txt" }),
            ("exec_command", new() { ["cmd"] = "echo hi > after.txt" }),
        ]);
        File.WriteAllText(Path.Combine(_test.User, ".codex", "config.toml"), $"""
            model_provider = "lab"
            check_for_update_on_startup = false
            approval_policy = "never"
            sandbox_mode = "danger-full-access"
            [analytics]
            enabled = false
            [model_providers.lab]
            name = "lab"
            base_url = "{model.Address}/v1"
            wire_api = "responses"
            env_key = "LAB_KEY"
            [projects."{Project}"]
            trust_level = "trusted"
            """);
        var start = new ProcessStartInfo(
            NpmClient.Codex.Path!, ["exec", "--dangerously-bypass-hook-trust", "--skip-git-repo-check", "--json", "do the lab"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Project,
        };
        _test.CopyEnvironmentTo(start);
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["LAB_KEY"] = "none";
        using var client = new RunningCommand(start);
        var result = client.CloseInputAndEnd();
        Assert.True(result.ExitCode == 0, result.Output + result.Messages);
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Security;

/// <summary>Blocking in the real client: the call does not run, the agent reads why, and the session continues.</summary>
public sealed class BlockingTests : IDisposable
{
    private const int LimitMs = 150_000;

    private readonly TestHome _test = new("2026-11-30T10:00:00Z");

    private string Project => Path.Combine(_test.User, "project");

    private string Victim => Path.Combine(_test.User, "victim");

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("deny")]
    [InlineData("ask")]
    public void Session_WithADangerousCall_DoesNotRunItAndGoesOn(string answer)
    {
        Prepare();
        _test.Run("security", "on");
        _test.Run("security", "block", "--from", "high", "--answer", answer);
        RunSession();

        Assert.True(File.Exists(Path.Combine(Victim, "thesis.txt")));
        Assert.True(File.Exists(Path.Combine(Project, "after.txt")));
        if (answer is "deny")
        {
            Assert.Contains("tooltime: It deletes ", Transcript(), StringComparison.Ordinal);
        }

        Assert.Contains($"\"decision\":\"{answer}\"", File.ReadAllText(Path.Combine(_test.Home, "security", "audit", "2026-11-30.jsonl")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Session_WhereOurRulesAreBroken_RunsEverything()
    {
        Prepare();
        _test.Run("security", "block", "--from", "high");
        File.WriteAllText(Path.Combine(_test.Home, "security-rules.json"), "{");
        RunSession();

        Assert.False(Directory.Exists(Victim));
        Assert.True(File.Exists(Path.Combine(Project, "after.txt")));
    }

    private void Prepare()
    {
        Assert.SkipWhen(NpmClient.ClaudeCode.Path is null, NpmClient.ClaudeCode.Missing ?? "");
        Directory.CreateDirectory(Path.Combine(Project, ".git"));
        Directory.CreateDirectory(Victim);
        File.WriteAllText(Path.Combine(Victim, "thesis.txt"), "years of work");
        var settings = Path.Combine(Project, ".claude", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        var hook = new JsonObject { ["type"] = "command", ["command"] = $"'{TestHome.Command}' hook" };
        File.WriteAllText(settings, new JsonObject
        {
            ["hooks"] = new JsonObject
            {
                ["PreToolUse"] = new JsonArray(new JsonObject { ["matcher"] = "*", ["hooks"] = new JsonArray(hook) }),
            },
        }.ToJsonString());
    }

    private void RunSession()
    {
        using var model = new ModelServer(
        [
            ("Bash", new() { ["command"] = $"rm -rf '{Victim}'", ["description"] = "deletes" }),
            ("Bash", new() { ["command"] = "echo hi > after.txt", ["description"] = "goes on" }),
        ]);
        var start = new ProcessStartInfo(
            NpmClient.ClaudeCode.Path!,
            ["-p", "do the lab", "--output-format", "json", "--allowedTools", "Bash", "--model", "claude-sonnet-4-5"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Project,
        };
        _test.CopyEnvironmentTo(start);
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["ANTHROPIC_API_KEY"] = "none";
        start.Environment["ANTHROPIC_BASE_URL"] = model.Address;
        start.Environment["DISABLE_AUTOUPDATER"] = "1";
        start.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        start.Environment["IS_SANDBOX"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        if (!process.WaitForExit(LimitMs))
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, output.GetAwaiter().GetResult() + messages.GetAwaiter().GetResult());
    }

    private string Transcript() => string.Concat(
        Directory.EnumerateFiles(Path.Combine(_test.User, ".claude", "projects"), "*.jsonl", SearchOption.AllDirectories).Select(File.ReadAllText));
}

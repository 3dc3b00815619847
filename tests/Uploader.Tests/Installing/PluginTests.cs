using System.Diagnostics;
using System.Text.Json.Nodes;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Tests.Installing;

/// <summary>The plugin for Claude Code, in the real client.</summary>
public sealed class PluginTests : IDisposable
{
    private const int LimitMs = 150_000;

    private readonly TestHome _test = new("2026-11-20T10:00:00Z");

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "ToolTime.sln")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("plugin")]
    [InlineData(".claude-plugin/marketplace.json")]
    public void Validate_ByTheRealClient_FindsNothing(string path) => Run(model: null, "plugin", "validate", Path.Combine(Root, path));

    [Fact]
    public void Session_WithThePluginInstalled_IsRecorded()
    {
        Install();
        RunSession(tooltime: TestHome.Command);
        var events = Directory.EnumerateFiles(Path.Combine(_test.Home, "events")).SelectMany(path => EventFile.Read(path).Events).ToList();
        Assert.Equal(["Bash"], events.Where(one => one.Event == "PostToolUse").Select(one => one.Tool));
        Assert.Equal(["SessionEnd", "SessionStart", "Stop"], events.Select(one => one.Event).Where(name => name.StartsWith('S')).Distinct().Order());
    }

    [Fact]
    public void Session_WhereTheCommandIsMissing_GoesOn()
    {
        Install();
        Assert.Contains("\"is_error\":false", RunSession(tooltime: null), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_test.Home, "events")));
    }

    [Theory]
    [InlineData("""{"hook_event_name":"SessionStart","session_id":"s"}""", "hook", 0, "dotnet tool install -g tooltime")]
    [InlineData("""{"hook_event_name":"PostToolUse","session_id":"s"}""", "hook", 0, "")]
    [InlineData("", "mcp", 1, "dotnet tool install -g tooltime")]
    public void Program_WhereTheCommandIsMissing_SaysWhatHelpsAndFailsNoSession(string input, string verb, int exitCode, string said)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a script for Unix.");
        var start = Start(Path.Combine(Root, "plugin", "bin", "tooltime"), [verb]);
        start.Environment["PATH"] = "/usr/bin:/bin";
        var (code, output) = Ended(start, input);
        Assert.Equal(exitCode, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
        if (exitCode == 0 && said.Length > 0)
        {
            Assert.NotNull(JsonNode.Parse(output)!["systemMessage"]);
        }

        if (said.Length == 0)
        {
            Assert.Equal("", output);
        }
    }

    private void Install()
    {
        Run(model: null, "plugin", "marketplace", "add", Root);
        Run(model: null, "plugin", "install", "tooltime@tooltime");
    }

    private string RunSession(string? tooltime)
    {
        using var model = new ModelServer([("Bash", new() { ["command"] = "echo hi", ["description"] = "says hi" })]);
        if (tooltime is not null)
        {
            _test.Environment["TOOLTIME_COMMAND"] = tooltime;
        }

        return Run(model.Address, "-p", "do the lab", "--output-format", "json", "--allowedTools", "Bash", "--model", "claude-sonnet-4-5");
    }

    private string Run(string? model, params string[] arguments)
    {
        Assert.SkipWhen(NpmClient.ClaudeCode.Path is null, NpmClient.ClaudeCode.Missing ?? "");
        var start = Start(NpmClient.ClaudeCode.Path!, arguments);
        if (model is not null)
        {
            start.Environment["ANTHROPIC_BASE_URL"] = model;
        }

        var (code, output) = Ended(start, "");
        Assert.True(code == 0, $"claude {string.Join(' ', arguments)}: {output}");
        return output;
    }

    private ProcessStartInfo Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _test.User,
        };
        _test.CopyEnvironmentTo(start);
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["ANTHROPIC_API_KEY"] = "none";
        start.Environment["DISABLE_AUTOUPDATER"] = "1";
        start.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        start.Environment["IS_SANDBOX"] = "1";
        return start;
    }

    private static (int ExitCode, string Output) Ended(ProcessStartInfo start, string input)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var messages = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(LimitMs))
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + messages.GetAwaiter().GetResult());
    }
}

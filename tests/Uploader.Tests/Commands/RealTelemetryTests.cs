using System.Diagnostics;
using System.Text.Json.Nodes;
using ToolTime.Uploader.Tests.Live;

namespace ToolTime.Uploader.Tests.Commands;

/// <summary>The real client with its transcript, hooks and telemetry on, which all report the same session.</summary>
public sealed class RealTelemetryTests
{
    private const int LimitMs = 150_000;

    [Fact]
    public async Task Session_ToldByAllRecorders_IsTheTranscriptAndTelemetryAloneHasItsTokens()
    {
        Assert.SkipWhen(NpmClient.ClaudeCode.Path is null, NpmClient.ClaudeCode.Missing ?? "");
        using var served = new ServedHome();
        var test = served.Home;
        await served.BeginAsync();
        Assert.Equal(0, test.Run("connect", "--otlp").ExitCode);
        var project = Path.Combine(test.User, "project");
        Directory.CreateDirectory(project);
        using (var model = new ModelServer(Steps(project)))
        {
            RunClient(test, project, model.Address);
        }

        var all = Figures(test);
        test.Run("stop");
        Assert.Equal(0, served.End().ExitCode);
        var otlp = Assert.Single(Directory.EnumerateFiles(served.Files.Otlp));
        Assert.Equal(all, Figures(test));

        using var transcripts = new TestHome();
        transcripts.Environment["HOME"] = test.User;
        Assert.Equal(all, Figures(transcripts));

        using var reported = new TestHome();
        Directory.CreateDirectory(Path.Combine(reported.Home, "otlp"));
        File.Copy(otlp, Path.Combine(reported.Home, "otlp", Path.GetFileName(otlp)));
        var alone = Figures(reported);
        Assert.Equal(all.Tools, alone.Tools);
        Assert.Equal(all.Models, alone.Models);
    }

    private static (string Models, string Tools) Figures(TestHome test)
    {
        return (
            Rows("models", "model", ["responses", "input_tokens", "output_tokens", "cache_write_tokens", "cache_read_tokens"]),
            Rows("tools", "name", ["calls", "observed_calls", "errors", "rejections"])
        );

        string Rows(string report, string name, string[] figures) =>
            string.Join(
                '\n',
                JsonNode
                    .Parse(test.Run(report, "--json").Output)!["rows"]!.AsArray()
                    .Select(row => $"{row![name]} {string.Join(' ', figures.Select(figure => row[figure]?.ToJsonString()))}")
                    .Order(StringComparer.Ordinal)
            );
    }

    private static IReadOnlyList<(string Tool, JsonObject Input)> Steps(string project) =>
    [
        ("Bash", new() { ["command"] = "echo hello", ["description"] = "greets" }),
        ("Write", new() { ["file_path"] = Path.Combine(project, "notes.txt"), ["content"] = "one\n" }),
        ("Bash", new() { ["command"] = "exit 3", ["description"] = "fails" }),
        ("Read", new() { ["file_path"] = Path.Combine(project, "missing.txt") }),
    ];

    private static void RunClient(TestHome test, string project, string model)
    {
        var start = new ProcessStartInfo(
            NpmClient.ClaudeCode.Path!,
            ["-p", "do the steps", "--output-format", "json", "--model", "claude-sonnet-4-5", "--allowedTools", "Bash", "Read", "Write"]
        )
        {
            WorkingDirectory = project,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        test.CopyEnvironmentTo(start);
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["ANTHROPIC_BASE_URL"] = model;
        start.Environment["ANTHROPIC_API_KEY"] = "none";
        start.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        start.Environment["DISABLE_AUTOUPDATER"] = "1";
        using var client = Process.Start(start)!;
        client.StandardInput.Close();
        var (output, errors) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        Assert.True(client.WaitForExit(LimitMs), "The client did not end.");
        Assert.True(client.ExitCode == 0, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Tests.Commands;

public sealed partial class ClaudeCodeTests
{
    private const string Prompt = "canary-prompt: do the lab";
    private const int LimitMs = 150_000;

    private static readonly string[] Canaries =
    [
        "canary",
        "hostname",
        "notes.txt",
        "missing.txt",
        "unread.txt",
        "Exit code",
        "does not exist",
    ];

    [Fact]
    public void Session_OfTheRealClient_IsRecordedAsItsHooksSawIt()
    {
        Assert.SkipWhen(NpmClient.ClaudeCode.Path is null, NpmClient.ClaudeCode.Missing ?? "");
        using var server = new LoopbackServer(LoopbackServer.Accepted);
        using var test = new TestHome("2026-11-20T10:00:00Z");
        var project = Path.Combine(test.User, "canary project ж");
        Directory.CreateDirectory(Path.Combine(project, ".claude", "skills", "lab-skill"));
        File.WriteAllText(
            Path.Combine(project, ".claude", "skills", "lab-skill", "SKILL.md"),
            "---\nname: lab-skill\ndescription: a skill to try\n---\nSay hi.\n"
        );
        File.WriteAllText(Path.Combine(project, "unread.txt"), "a\n");
        test.Environment["TOOLTIME_ENDPOINT"] = server.Address;
        Assert.Equal(0, test.RunIn(project, "share", "on", "--yes").ExitCode);
        Assert.Equal(0, test.RunIn(project, "connect").ExitCode);

        using (var model = new ModelServer(Steps(project)))
        {
            RunClient(test, project, model.Address);
        }

        var transcript = Directory
            .EnumerateFiles(Path.Combine(test.User, ".claude", "projects"), "*.jsonl", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .ToList();
        Assert.Equal(
            (11, 3),
            (
                Blocks(transcript, "tool_use").Count(),
                Blocks(transcript, "tool_result").Count(block => block["is_error"]?.GetValue<bool>() is true)
            )
        );

        var day = Directory.EnumerateFiles(Path.Combine(test.Home, "events")).Select(path => EventFile.Read(path)).ToList();
        Assert.Equal(0, day.Sum(file => file.TornLines));
        var events = day.SelectMany(file => file.Events).ToList();
        Assert.Equal((8, 2), (events.Count(e => e.Event == "PostToolUse"), events.Count(e => e.Event == "PostToolUseFailure")));
        Assert.Equal(10, events.Where(e => e.Event == "PreToolUse").Select(e => e.Call).Distinct().Count());
        Assert.Equal(
            ["SessionEnd", "SessionStart", "Stop", "UserPromptSubmit"],
            events.Select(e => e.Event).Where(e => !e.Contains("Tool", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)
        );

        Assert.Equal(0, test.RunIn(project, "share", "now").ExitCode);
        var cell = JsonNode.Parse(Assert.Single(server.Requests).Body)!["days"]![0]!;
        Assert.Equal(
            """
            {"Bash":{"calls":3,"observed_calls":3,"errors":1,"rejections":0},"Edit":{"calls":1,"observed_calls":1,"errors":0,"rejections":0},"Read":{"calls":3,"observed_calls":3,"errors":1,"rejections":0},"Skill":{"calls":1,"observed_calls":1,"errors":0,"rejections":0},"Write":{"calls":1,"observed_calls":1,"errors":0,"rejections":0},"custom":{"calls":1,"observed_calls":1,"errors":0,"rejections":0}}
            """.Trim(),
            Durations().Replace(cell["tools"]!.ToJsonString(), "")
        );
        Assert.Equal(
            ["Bash 3", "Edit 1", "Read 3", "Skill 1", "Write 1"],
            cell["tools"]!.AsObject().Where(tool => tool.Value!["median_ms"] is not null).Select(tool => $"{tool.Key} {tool.Value!["timed_calls"]}")
        );
        Assert.Equal(
            ("""{"custom":{"calls":1,"by_user":0}}""", """{"custom":{"calls":1,"observed_calls":1,"errors":0}}"""),
            (cell["skills"]!.ToJsonString(), cell["mcp_servers"]!.ToJsonString())
        );
        AssertNoCanary(test, server, project);
        var known = Assert.Single(JsonNode.Parse(test.RunIn(project, "projects", "--json").Output)!["projects"]!.AsArray())!;
        Assert.Equal((project, "project"), ((string?)known["path"], (string?)known["hooks"]));
    }

    // The label of a project's folder is stored here for the user, and only here.
    private static void AssertNoCanary(TestHome test, LoopbackServer server, string project)
    {
        var contents = test
            .Files.Select(path =>
                Encoding
                    .UTF8.GetString(File.ReadAllBytes(path))
                    .Replace($"\"folder\":\"{Path.GetFileName(project)}\"", "", StringComparison.Ordinal)
            )
            .Concat(
                server.Requests.Select(request => request.Line + string.Join('\n', request.Headers) + Encoding.UTF8.GetString(request.Body))
            );
        foreach (var content in contents)
        {
            Assert.DoesNotContain([.. Canaries, test.User], canary => content.Contains(canary, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static IReadOnlyList<(string Tool, JsonObject Input)> Steps(string project) =>
    [
        ("Bash", new() { ["command"] = "echo canary-command", ["description"] = "canary" }),
        ("Write", new() { ["file_path"] = Path.Combine(project, "notes.txt"), ["content"] = "one\ncanary-content\n" }),
        ("Read", new() { ["file_path"] = Path.Combine(project, "notes.txt") }),
        ("Edit", new() { ["file_path"] = Path.Combine(project, "notes.txt"), ["old_string"] = "one", ["new_string"] = "1" }),
        ("Bash", new() { ["command"] = "echo canary-error >&2; exit 3", ["description"] = "fails" }),
        ("Read", new() { ["file_path"] = Path.Combine(project, "missing.txt") }),
        ("Read", new() { ["file_path"] = "/etc/hostname" }),
        ("Bash", new() { ["command"] = "wc -l < /etc/hostname", ["description"] = "reads outside" }),
        ("Edit", new() { ["file_path"] = Path.Combine(project, "unread.txt"), ["old_string"] = "a", ["new_string"] = "b" }),
        ("Skill", new() { ["skill"] = "lab-skill" }),
        ("mcp__lab__ping", new() { ["text"] = "canary-text" }),
    ];

    private static IEnumerable<JsonNode> Blocks(IEnumerable<string> transcript, string type) =>
        transcript
            .Select(line => JsonNode.Parse(line)!["message"]?["content"])
            .OfType<JsonArray>()
            .SelectMany(content => content)
            .OfType<JsonNode>()
            .Where(block => block["type"]?.GetValue<string>() == type);

    private static void RunClient(TestHome test, string project, string model)
    {
        var mcp = Path.Combine(test.User, "mcp.json");
        File.WriteAllText(
            mcp,
            new JsonObject
            {
                ["mcpServers"] = new JsonObject
                {
                    ["lab"] = new JsonObject
                    {
                        ["command"] = "node",
                        ["args"] = new JsonArray(Path.Combine(AppContext.BaseDirectory, "fixtures", "mcp-lab.cjs")),
                    },
                },
            }.ToJsonString()
        );
        var start = new ProcessStartInfo(
            NpmClient.ClaudeCode.Path!,
            [
                "-p",
                Prompt,
                "--output-format",
                "json",
                "--mcp-config",
                mcp,
                "--allowedTools",
                "Bash,Write,Read,Edit,Skill,mcp__lab__ping",
                "--model",
                "claude-sonnet-4-5",
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = project,
        };
        test.CopyEnvironmentTo(start);
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["ANTHROPIC_API_KEY"] = "none";
        start.Environment["ANTHROPIC_BASE_URL"] = model;
        start.Environment["DISABLE_AUTOUPDATER"] = "1";
        start.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        start.Environment["IS_SANDBOX"] = "1";

        using var client = Process.Start(start)!;
        client.StandardInput.Close();
        var output = client.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var messages = client.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!client.WaitForExit(LimitMs))
        {
            client.Kill(entireProcessTree: true);
        }

        Assert.True(
            client.ExitCode == 0,
            $"The client ended with {client.ExitCode}: {output.GetAwaiter().GetResult()} {messages.GetAwaiter().GetResult()}"
        );
    }

    [GeneratedRegex(@",""median_ms"":[0-9]+,""timed_calls"":[0-9]+")]
    private static partial Regex Durations();
}

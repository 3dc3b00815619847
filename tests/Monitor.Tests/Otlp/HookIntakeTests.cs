using System.Text;
using System.Text.Json.Nodes;
using ToolTime.Monitor.Tests.Watching;
using ToolTime.Recording.Home;

namespace ToolTime.Monitor.Tests.Otlp;

/// <summary>Hooks of type `http`.</summary>
public sealed class HookIntakeTests : IAsyncLifetime
{
    private const string Ended =
        """{"session_id":"s","cwd":"/home/anna/shop","hook_event_name":"PostToolUse","tool_name":"Read","tool_input":{"file_path":"/home/anna/shop/secret.txt"},"tool_response":{"text":"what it holds"},"tool_use_id":"t1","duration_ms":7}""";

    private readonly Folders _folders = new();
    private Sending _sending = null!;

    private IReadOnlyList<string> Recorded =>
        Directory.Exists(_folders.Home.Events) ? [.. Directory.EnumerateFiles(_folders.Home.Events).SelectMany(File.ReadAllLines)] : [];

    public async ValueTask InitializeAsync() => _sending = await Sending.BeginAsync(_folders);

    public async ValueTask DisposeAsync()
    {
        await _sending.DisposeAsync();
        _folders.Dispose();
    }

    [Theory]
    [InlineData("claude-code")]
    [InlineData("codex")]
    public async Task Hook_OfAClient_IsTheLineThatTheCommandWrites(string client)
    {
        Assert.Equal(200, await _sending.PostAsync($"hooks/{client}", Encoding.UTF8.GetBytes(Ended)));

        var line = JsonNode.Parse(Assert.Single(Recorded))!;
        Assert.Equal(
            (client, "PostToolUse", "Read", "ok", 7, "shop"),
            (Text("client"), Text("event"), Text("tool"), Text("outcome"), line["ms"]!.GetValue<int>(), Text("folder"))
        );
        Assert.DoesNotContain("secret", line.ToJsonString());
        Assert.DoesNotContain("what it holds", line.ToJsonString());
        Assert.Equal(1, _sending.Serving.Host.Intake!.Hooks);

        string Text(string member) => line[member]!.GetValue<string>();
    }

    [Theory]
    [InlineData("hooks/nobody", Ended, 404)]
    [InlineData("hooks/claude-code", "{", 400)]
    [InlineData("hooks/claude-code", "[]", 400)]
    [InlineData("hooks/claude-code", "{\"tool_name\":\"Read\"}", 400)]
    [InlineData("hooks/claude-code", "", 400)]
    public async Task Hook_ThatIsNone_IsRefused(string path, string body, int status)
    {
        Assert.Equal(status, await _sending.PostAsync(path, Encoding.UTF8.GetBytes(body)));
        Assert.Empty(Recorded);
    }

    [Theory]
    [InlineData("claude-code", 0)]
    [InlineData("codex", 1)]
    public async Task Hook_OfClaudeCodeThatAnotherAgentRuns_RecordsNothing(string client, int recorded)
    {
        var body = Ended.Replace("\"session_id\"", "\"cursor_version\":\"1.7.2\",\"session_id\"", StringComparison.Ordinal);
        Assert.Equal(200, await _sending.PostAsync($"hooks/{client}", Encoding.UTF8.GetBytes(body)));
        Assert.Equal(recorded, Recorded.Count);
    }

    [Fact]
    public async Task Hook_ThatIsCompressed_IsRefused()
    {
        Assert.Equal(415, await _sending.PostAsync("hooks/claude-code", Sending.Packed(Encoding.UTF8.GetBytes(Ended)), encoding: "gzip"));
        Assert.Empty(Recorded);
    }

    [Fact]
    public async Task Hook_WithALongOutput_IsRecorded()
    {
        var body = Ended.Replace("what it holds", new string('x', 20 * 1024 * 1024), StringComparison.Ordinal);
        Assert.Equal(200, await _sending.PostAsync("hooks/claude-code", Encoding.UTF8.GetBytes(body), isChunked: true));
        Assert.Single(Recorded);
    }

    [Fact]
    public async Task Hook_InAProjectThatIsLeftOut_RecordsNothing()
    {
        SwitchedOffProjects.Add(_folders.Home, ["/home/anna/shop"]);
        Assert.Equal(200, await _sending.PostAsync("hooks/claude-code", Encoding.UTF8.GetBytes(Ended)));
        Assert.Empty(Recorded);
    }

    [Fact]
    public async Task Hook_BeforeADangerousCall_IsAnsweredWithADenialWhereItsUserAskedForThat()
    {
        const string Before =
            """{"session_id":"s","cwd":"/home/anna/shop","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"rm -rf ~/"},"tool_use_id":"t1"}""";
        Assert.Equal("{}", await AnswerAsync(Before));
        await File.WriteAllTextAsync(_folders.Home.Security, """{"audit":true,"block_from":"high","block_answer":"deny"}""", Sending.Cancellation);

        var answer = JsonNode.Parse(await AnswerAsync(Before))!["hookSpecificOutput"]!;

        Assert.Equal("deny", answer["permissionDecision"]!.GetValue<string>());
        Assert.Contains("files.delete-outside", answer["permissionDecisionReason"]!.GetValue<string>());
        Assert.Equal("{}", await AnswerAsync(Before.Replace("rm -rf ~/", "ls", StringComparison.Ordinal)));
        Assert.NotEmpty(Directory.EnumerateFiles(_folders.Home.Audit));
    }

    [Fact]
    public async Task Hook_BeforeADangerousCallThatCannotBeRecorded_IsAnsweredWithADenial()
    {
        await File.WriteAllTextAsync(_folders.Home.Security, """{"block_from":"high"}""", Sending.Cancellation);
        await File.WriteAllTextAsync(_folders.Home.Events, "a file where the folder should be", Sending.Cancellation);

        Assert.Contains(
            "\"permissionDecision\":\"deny\"",
            await AnswerAsync(
                """{"session_id":"s","cwd":"/home/anna/shop","hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"rm -rf ~/"},"tool_use_id":"t1"}"""
            )
        );
    }

    private async Task<string> AnswerAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _sending.Http.PostAsync("hooks/claude-code", content, Sending.Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadAsStringAsync(Sending.Cancellation);
    }
}

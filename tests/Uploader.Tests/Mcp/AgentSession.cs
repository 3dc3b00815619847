using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Mcp;

/// <summary>An agent that has started `tooltime mcp` and talks to it, one line per message.</summary>
internal sealed class AgentSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _messages;
    private int _id;

    public AgentSession(TestHome home)
    {
        var start = new ProcessStartInfo(TestHome.Command, ["mcp"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home.User,
        };
        home.CopyEnvironmentTo(start);
        _process = Process.Start(start)!;
        _messages = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    public async Task<AgentSession> InitializeAsync(string revision = "2025-11-25")
    {
        var result = await CallAsync(
            "initialize",
            new()
            {
                ["protocolVersion"] = revision,
                ["capabilities"] = new JsonObject(),
                ["clientInfo"] = new JsonObject { ["name"] = "tests", ["version"] = "1" },
            }
        );
        Assert.Equal(revision, (string?)result["protocolVersion"]);
        await WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" }.ToJsonString());
        return this;
    }

    /// <summary>The result of a request; fails if there is an error.</summary>
    public async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null)
    {
        var message = await RequestAsync(method, parameters);
        return message["result"] ?? throw new InvalidOperationException(message.ToJsonString());
    }

    public async Task<JsonNode> RequestAsync(string method, JsonObject? parameters = null)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_id, ["method"] = method, ["params"] = parameters ?? [] };
        await WriteAsync(request.ToJsonString());
        var line = await _process
            .StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        var message = JsonNode.Parse(line ?? throw new InvalidOperationException("It ended."))!;
        Assert.Equal(_id, (int)message["id"]!);
        return message;
    }

    public async Task<JsonNode> ReadAsync(string uri) =>
        JsonNode.Parse((string)(await CallAsync("resources/read", new() { ["uri"] = uri }))["contents"]![0]!["text"]!)!;

    public Task<JsonNode> CallToolAsync(string tool, JsonObject? arguments = null) =>
        CallAsync("tools/call", new() { ["name"] = tool, ["arguments"] = arguments ?? [] });

    public async Task WriteAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Closes its input; it should exit by itself with 0.</summary>
    public async Task<CommandResult> EndAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return new(_process.ExitCode, await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), await _messages);
    }
}

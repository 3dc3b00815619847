using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ToolTime.Silo.Tests.Mcp;

/// <summary>An agent that talks to `tooltime mcp`, which calls a server.</summary>
internal sealed class StdioAgent : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private int _id;

    public StdioAgent(Uri server, string folder)
    {
        var start = ClientUser.Command("mcp");
        start.WorkingDirectory = Directory.CreateDirectory(folder).FullName;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        start.Environment["TOOLTIME_ENDPOINT"] = server.GetLeftPart(UriPartial.Authority);
        _process = Process.Start(start)!;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The result of a request.</summary>
    public async Task<JsonNode> CallAsync(string method, JsonObject parameters)
    {
        await _process.StandardInput.WriteLineAsync(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = ++_id,
                ["method"] = method,
                ["params"] = parameters,
            }.ToJsonString()
        );
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return JsonNode.Parse(line!)!["result"]!;
    }
}

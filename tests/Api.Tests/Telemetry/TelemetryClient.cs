using System.Text.Json.Nodes;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Telemetry;

/// <summary>Sends events as programs do.</summary>
internal static class TelemetryClient
{
    public const string StartupPath = "/api/v1/telemetry/startup";
    public const string TaskPath = "/api/v1/telemetry/task";
    public const string SharePath = "/api/v1/telemetry/share";
    public const string Stored = """200 {"data":{}}""";

    public static JsonObject Startup(string device) =>
        new() { ["device_id"] = device, ["version"] = "1.2.3", ["os"] = "linux-gnu", ["ruby_version"] = "3.3.0", ["launch_source"] = "cli" };

    public static JsonObject Task(string device) => new()
    {
        ["device_id"] = device,
        ["version"] = "1.2.3",
        ["model"] = "claude-sonnet-4-5",
        ["provider"] = "anthropic",
        ["status"] = "success",
        ["iterations"] = 3,
        ["duration_ms"] = 41234,
        ["cost_usd"] = 0.0123,
        ["cost_source"] = "api",
        ["prompt_tokens"] = 1000,
        ["completion_tokens"] = 100,
        ["cache_total_requests"] = 4,
        ["cache_hit_requests"] = 3,
    };

    public static JsonObject With(this JsonObject body, string member, JsonNode? value)
    {
        var copy = body.DeepClone().AsObject();
        copy[member] = value;
        return copy;
    }

    public static JsonObject Without(this JsonObject body, string member)
    {
        var copy = body.DeepClone().AsObject();
        copy.Remove(member);
        return copy;
    }

    public static Task<Answer> PostAsync(this RunningServer server, string path, JsonNode body) =>
        server.PostAsync(path, body.ToJsonString());

    public static async Task<Answer> PostAsync(this RunningServer server, string path, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = new("application/json");
        return await server.SendAsync(HttpMethod.Post, path, content);
    }

    /// <summary>Stores one event of each of several devices.</summary>
    public static async Task TakeAsync(this RunningServer server, string path, string prefix, int devices, Func<string, JsonObject> body)
    {
        for (var device = 0; device < devices; device++)
        {
            Assert.Equal(Stored, (await server.PostAsync(path, body($"{prefix}-{device}"))).Verdict);
        }
    }

    /// <summary>Publishes running and ended periods, and reads an app's figures.</summary>
    public static async Task<JsonNode> PublishAsync(this RunningServer server, string query = "cli")
    {
        await server.RunMaintenanceAsync();
        return await server.GetJsonAsync($"/v1/api/telemetry/{query}");
    }
}

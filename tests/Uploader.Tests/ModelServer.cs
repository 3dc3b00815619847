using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests;

/// <summary>Replaces the model: makes the client do one step after the other, then says that it is done. On this machine only.</summary>
internal sealed class ModelServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly IReadOnlyList<(string Tool, JsonObject Input)> _steps;

    public ModelServer(IReadOnlyList<(string Tool, JsonObject Input)> steps)
    {
        _steps = steps;
        (_listener, Address) = Listen();
        _ = ServeAsync();
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    // An HTTP listener cannot choose a free port itself, and is unusable once its port was taken.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (var tries = 0; ; tries++)
        {
            var address = $"http://127.0.0.1:{Random.Shared.Next(20000, 60000)}";
            var listener = new HttpListener { Prefixes = { address + "/" } };
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (tries < 20)
            {
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var kind = context.Request.HttpMethod == "POST" ? context.Request.Url!.Segments[^1] : "";
            var request = kind is "messages" or "responses" ? (await JsonNode.ParseAsync(context.Request.InputStream))! : null;
            var isStream = request?["stream"]?.GetValue<bool>() is true;
            var answer = request is null ? """{"input_tokens":1}"""
                : kind is "responses" ? Responses(request)
                : isStream ? Stream(request) : Whole(request);
            context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or JsonException)
        {
            // The client disconnected, or asked for something else: it retries or does without.
        }
    }

    private static string Whole(JsonNode request)
    {
        var message = Message(request);
        message["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "ok" });
        message["stop_reason"] = "end_turn";
        return message.ToJsonString();
    }

    private string Stream(JsonNode request)
    {
        var steps = _steps.Where(step => Offered(request).Contains(step.Tool)).ToList();
        var done = Blocks(request).Count(block => block?["type"]?.GetValue<string>() == "tool_result");
        var isOver = Offered(request).Count == 0 || done >= steps.Count;
        var block = isOver
            ? new JsonObject { ["type"] = "text", ["text"] = "" }
            : new JsonObject
            {
                ["type"] = "tool_use",
                ["id"] = "toolu_" + Guid.NewGuid().ToString("N")[..20],
                ["name"] = steps[done].Tool,
                ["input"] = new JsonObject(),
            };
        var delta = isOver
            ? new JsonObject { ["type"] = "text_delta", ["text"] = "The session is over." }
            : new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = steps[done].Input.ToJsonString() };

        var stream = new StringBuilder();
        Event(stream, "message_start", new() { ["message"] = Message(request) });
        Event(stream, "content_block_start", new() { ["index"] = 0, ["content_block"] = block });
        Event(stream, "content_block_delta", new() { ["index"] = 0, ["delta"] = delta });
        Event(stream, "content_block_stop", new() { ["index"] = 0 });
        Event(stream, "message_delta", new()
        {
            ["delta"] = new JsonObject { ["stop_reason"] = isOver ? "end_turn" : "tool_use", ["stop_sequence"] = null },
            ["usage"] = new JsonObject { ["output_tokens"] = 10 },
        });
        Event(stream, "message_stop", []);
        return stream.ToString();
    }

    // Codex lists its tools in its settings, so all steps use those.
    private string Responses(JsonNode request)
    {
        var done = request["input"]!.AsArray().Count(item => item?["type"]?.GetValue<string>() == "function_call_output");
        var item = done < _steps.Count
            ? new JsonObject
            {
                ["type"] = "function_call",
                ["id"] = $"fc_{done}",
                ["call_id"] = $"call_{done}",
                ["name"] = _steps[done].Tool,
                ["arguments"] = _steps[done].Input.ToJsonString(),
            }
            : new JsonObject
            {
                ["type"] = "message",
                ["id"] = "msg",
                ["role"] = "assistant",
                ["content"] = new JsonArray(
                    new JsonObject { ["type"] = "output_text", ["text"] = "The session is over.", ["annotations"] = new JsonArray() }),
            };
        item["status"] = "completed";
        var response = new JsonObject { ["id"] = $"resp_{done}", ["object"] = "response", ["model"] = request["model"]!.DeepClone() };
        var stream = new StringBuilder();
        Event(stream, "response.created", new() { ["response"] = response.DeepClone() });
        Event(stream, "response.output_item.done", new() { ["output_index"] = 0, ["item"] = item });
        response["usage"] = new JsonObject { ["input_tokens"] = 100, ["output_tokens"] = 10, ["total_tokens"] = 110 };
        Event(stream, "response.completed", new() { ["response"] = response });
        return stream.ToString();
    }

    private static HashSet<string> Offered(JsonNode request) =>
        [.. (request["tools"]?.AsArray() ?? []).Select(tool => tool?["name"]?.GetValue<string>()).OfType<string>()];

    private static IEnumerable<JsonNode?> Blocks(JsonNode request) =>
        request["messages"]!.AsArray().Select(message => message!["content"]).OfType<JsonArray>().SelectMany(content => content);

    private static JsonObject Message(JsonNode request) => new()
    {
        ["id"] = "msg_" + Guid.NewGuid().ToString("N")[..20],
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = request["model"]!.DeepClone(),
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = new JsonObject { ["input_tokens"] = 100, ["output_tokens"] = 1 },
    };

    private static void Event(StringBuilder stream, string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        stream.Append($"event: {type}\ndata: {data.ToJsonString()}\n\n");
    }
}

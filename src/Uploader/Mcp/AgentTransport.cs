using System.Text.Json.Nodes;
using System.Text.Json;
using System.Threading.Channels;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ModelContextProtocol;
using ToolTime.Api.Mcp;

namespace ToolTime.Uploader.Mcp;

/// <summary>
/// A transport that tolerates its client: an unknown revision gets a known one, as every revision with `initialize` requires; malformed
/// parameters are reported to the caller by name; and requests made before the input ended are still answered.
/// </summary>
internal sealed class AgentTransport : ITransport
{
    // The newest that starts with `initialize`.
    private const string NewestRevision = "2025-11-25";

    private static readonly string[] Revisions = ["2024-11-05", "2025-03-26", "2025-06-18", NewestRevision];

    private static readonly Dictionary<string, Type> Forms = new(StringComparer.Ordinal)
    {
        [RequestMethods.Initialize] = typeof(InitializeRequestParams),
        [RequestMethods.ToolsCall] = typeof(CallToolRequestParams),
        [RequestMethods.ToolsList] = typeof(ListToolsRequestParams),
        [RequestMethods.PromptsGet] = typeof(GetPromptRequestParams),
        [RequestMethods.PromptsList] = typeof(ListPromptsRequestParams),
        [RequestMethods.ResourcesRead] = typeof(ReadResourceRequestParams),
        [RequestMethods.ResourcesList] = typeof(ListResourcesRequestParams),
        [RequestMethods.ResourcesTemplatesList] = typeof(ListResourceTemplatesRequestParams),
    };

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    // A message that was read is counted within far less than this.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);

    private readonly ITransport _inner;
    private readonly Channel<JsonRpcMessage> _messages = Channel.CreateUnbounded<JsonRpcMessage>();
    private readonly Lock _counting = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private int _open;
    private bool _isEnded;

    private AgentTransport(ITransport inner)
    {
        _inner = inner;
        _reading = ReadAsync();
    }

    /// <summary>Opens it over standard input and output.</summary>
    public static AgentTransport Open()
    {
        var input = new HeldOpenInput(Console.OpenStandardInput());
        var transport = new AgentTransport(new StreamServerTransport(input, Console.OpenStandardOutput(), "tooltime"));
        input.HoldEnd(transport.AnswerAllAsync);
        return transport;
    }

    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    public string? SessionId => _inner.SessionId;

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        await _inner.SendMessageAsync(message, cancellationToken);
        if (message is JsonRpcResponse or JsonRpcError)
        {
            Count(-1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _inner.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var message in _inner.MessageReader.ReadAllAsync())
            {
                if (message is JsonRpcRequest request)
                {
                    Count(1);
                    if (FaultIn(request) is { } fault)
                    {
                        await SendMessageAsync(new JsonRpcError { Id = request.Id, Error = fault });
                        continue;
                    }
                }

                await _messages.Writer.WriteAsync(message);
            }
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
    }

    private async Task AnswerAllAsync()
    {
        await Task.Delay(Settling, TimeProvider.System);
        Count(0, isEnd: true);
        await Task.WhenAny(_answered.Task, Task.Delay(MaxWait, TimeProvider.System));
    }

    private void Count(int change, bool isEnd = false)
    {
        lock (_counting)
        {
            _open += change;
            _isEnded |= isEnd;
            if (_isEnded && _open <= 0)
            {
                _answered.TrySetResult();
            }
        }
    }

    private static void Agree(JsonRpcRequest request)
    {
        if (request.Method == RequestMethods.Initialize && request.Params is JsonObject parameters
            && parameters["protocolVersion"] is JsonValue value && value.TryGetValue(out string? revision) && !Revisions.Contains(revision))
        {
            parameters["protocolVersion"] = NewestRevision;
        }
    }

    private static JsonRpcErrorDetail? FaultIn(JsonRpcRequest request)
    {
        if (request.Params is not (null or JsonObject))
        {
            return Fault("params must be an object.");
        }

        try
        {
            // A duplicate or malformed name only shows when a member is read.
            if (request.Params?["arguments"] is { } arguments and not JsonObject)
            {
                return Fault("arguments must be an object, not a string.");
            }

            Agree(request);
            if (Forms.TryGetValue(request.Method, out var form))
            {
                // Without parameters, `initialize` means the newest revision.
                var parameters = request.Params ?? (request.Method is RequestMethods.Initialize ? null : new JsonObject());
                parameters?.Deserialize(McpJsonUtilities.DefaultOptions.GetTypeInfo(form));
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return Fault(ParamsForm.Describe(request.Method));
        }
    }

    private static JsonRpcErrorDetail Fault(string message) => new() { Code = (int)McpErrorCode.InvalidParams, Message = message };
}

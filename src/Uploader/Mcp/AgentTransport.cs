using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ToolTime.Api.Mcp;

namespace ToolTime.Uploader.Mcp;

/// <summary>
/// Standard input and output, one message a line, for clients of any kind: an unknown revision gets a known one, as every revision with
/// `initialize` requires; malformed parameters are reported to the caller by name; and requests made before the input ended are still
/// answered, except subscriptions, which end with it.
/// </summary>
internal sealed class AgentTransport : ITransport
{
    // The newest that starts with `initialize`.
    private const string NewestRevision = "2025-11-25";

    private static readonly string[] Revisions = ["2024-11-05", "2025-03-26", "2025-06-18", NewestRevision];

    private static readonly Dictionary<string, Type> Forms = new(StringComparer.Ordinal)
    {
        [RequestMethods.Initialize] = typeof(InitializeRequestParams),
        [RequestMethods.Ping] = typeof(PingRequestParams),
        [RequestMethods.ToolsCall] = typeof(CallToolRequestParams),
        [RequestMethods.ToolsList] = typeof(ListToolsRequestParams),
        [RequestMethods.PromptsGet] = typeof(GetPromptRequestParams),
        [RequestMethods.PromptsList] = typeof(ListPromptsRequestParams),
        [RequestMethods.ResourcesRead] = typeof(ReadResourceRequestParams),
        [RequestMethods.ResourcesList] = typeof(ListResourcesRequestParams),
        [RequestMethods.ResourcesTemplatesList] = typeof(ListResourceTemplatesRequestParams),
    };

    // What is nested too deeply for a request still has the identifier to answer it under.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly Stream _output;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Channel<JsonRpcMessage> _messages = Channel.CreateUnbounded<JsonRpcMessage>();
    private readonly List<RequestId> _open = [];
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _reading;
    private bool _isEnded;

    public AgentTransport(Stream input, Stream output)
    {
        _output = output;
        _reading = Task.Run(() => ReadAsync(input));
    }

    /// <summary>Opens it over standard input and output.</summary>
    public static AgentTransport Open() => new(Console.OpenStandardInput(), Console.OpenStandardOutput());

    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    public string? SessionId => null;

    /// <summary>Cancelled once the input has ended and what it asked is answered: a subscription would go on for ever.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Why nothing can be sent any more, or null.</summary>
    public Exception? Failure { get; private set; }

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        await SendAsync(JsonSerializer.SerializeToUtf8Bytes(message, Form(typeof(JsonRpcMessage))), cancellationToken);
        if (message is JsonRpcMessageWithId answer and (JsonRpcResponse or JsonRpcError))
        {
            End(answer.Id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // An agent that cannot be answered may leave our input open.
        if (Failure is null)
        {
            await _reading;
            _ended.Dispose();
        }

        _sending.Dispose();
    }

    private static JsonTypeInfo Form(Type type) => McpJsonUtilities.DefaultOptions.GetTypeInfo(type);

    private async Task SendAsync(byte[] json, CancellationToken cancellationToken = default)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _output.WriteAsync((byte[])[.. json, (byte)'\n'], cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Failure ??= e;
            _messages.Writer.TryComplete();
            await _ended.CancelAsync();
            throw new IOException("The answer could not be sent.", e);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync(Stream input)
    {
        try
        {
            using var lines = new StreamReader(input);
            while (await lines.ReadLineAsync() is { } line)
            {
                await ReceiveAsync(line.Trim('\uFEFF', ' ', '\t'));
            }

            // The library stops answering when its input ends.
            lock (_open)
            {
                _isEnded = true;
                EndIfAnswered();
            }

            await Task.WhenAny(_answered.Task, Task.Delay(MaxWait, TimeProvider.System));
        }
        finally
        {
            _messages.Writer.TryComplete();
            await _ended.CancelAsync();
        }
    }

    private async Task ReceiveAsync(string line)
    {
        var message = Read(line);
        // A request whose identifier is not a number or a string is read as a notification.
        if (message is null or JsonRpcNotification && IdOfNoRequest(line) is { } id)
        {
            await SendAsync(Encoding.UTF8.GetBytes(
                $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{(int)McpErrorCode.InvalidRequest}}},"message":"This is not one JSON-RPC request."}}"""
            ));
            return;
        }

        if (message is null)
        {
            return;
        }

        if (message is JsonRpcRequest request)
        {
            // A subscription has no answer to wait for.
            if (request.Method is not RequestMethods.SubscriptionsListen)
            {
                lock (_open)
                {
                    _open.Add(request.Id);
                }
            }

            if (FaultIn(request) is { } fault)
            {
                await SendMessageAsync(new JsonRpcError { Id = request.Id, Error = fault });
                return;
            }
        }
        else if (message is JsonRpcNotification notification && Cancelled(notification) is { } cancelled)
        {
            // It gets no answer.
            End(cancelled);
        }

        _messages.Writer.TryWrite(message);
    }

    private static JsonRpcMessage? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Form(typeof(JsonRpcMessage))) as JsonRpcMessage;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // The sender of a batch or of a malformed request waits for an answer; all else is noise, of a shell for example.
    private static string? IdOfNoRequest(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, AnyDepth);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Object when json.RootElement.TryGetProperty("id", out var id) =>
                    id.ValueKind is JsonValueKind.Number or JsonValueKind.String ? id.GetRawText()
                    : json.RootElement.TryGetProperty("method", out _) ? "null"
                    : null,
                JsonValueKind.Array => "null",
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RequestId? Cancelled(JsonRpcNotification notification)
    {
        try
        {
            return notification.Method is NotificationMethods.CancelledNotification
                ? (notification.Params?.Deserialize(Form(typeof(CancelledNotificationParams))) as CancelledNotificationParams)?.RequestId
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private void End(RequestId id)
    {
        lock (_open)
        {
            _open.Remove(id);
            EndIfAnswered();
        }
    }

    private void EndIfAnswered()
    {
        if (_isEnded && _open.Count == 0)
        {
            _answered.TrySetResult();
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
                return Fault(ParamsForm.Describe(arguments));
            }

            Agree(request);
            if (Forms.TryGetValue(request.Method, out var form))
            {
                // Without parameters, `initialize` means the newest revision.
                var parameters = request.Params ?? (request.Method is RequestMethods.Initialize ? null : new JsonObject());
                parameters?.Deserialize(Form(form));
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

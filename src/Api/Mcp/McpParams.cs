using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Mcp;

/// <summary>
/// Whether a request's parameters have its method's form. The library takes a wrong form for a fault of the server's own.
/// </summary>
internal static class McpParams
{
    private static readonly Dictionary<string, Type> Forms = new(StringComparer.Ordinal)
    {
        [RequestMethods.ToolsCall] = typeof(CallToolRequestParams),
        [RequestMethods.ToolsList] = typeof(ListToolsRequestParams),
        [RequestMethods.PromptsGet] = typeof(GetPromptRequestParams),
        [RequestMethods.PromptsList] = typeof(ListPromptsRequestParams),
        [RequestMethods.ResourcesRead] = typeof(ReadResourceRequestParams),
        [RequestMethods.ResourcesSubscribe] = typeof(SubscribeRequestParams),
        [RequestMethods.ResourcesUnsubscribe] = typeof(UnsubscribeRequestParams),
        [RequestMethods.ResourcesList] = typeof(ListResourcesRequestParams),
        [RequestMethods.ResourcesTemplatesList] = typeof(ListResourceTemplatesRequestParams),
    };

    /// <summary>What is wrong with them; null where nothing is.</summary>
    public static JsonRpcErrorDetail? FaultIn(JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest request || !Forms.TryGetValue(request.Method, out var form))
        {
            return null;
        }

        var parameters = request.Params ?? new JsonObject();
        try
        {
            if (parameters is JsonObject named && named["arguments"] is { } arguments && arguments is not JsonObject)
            {
                return Fault("arguments must be an object, not a text that holds one or anything else.");
            }

            return parameters.Deserialize(McpJsonUtilities.DefaultOptions.GetTypeInfo(form)) is ReadResourceRequestParams { Uri: null }
                ? Fault("uri must be a text.")
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Fault(ParamsForm.Describe(request.Method));
        }
    }

    private static JsonRpcErrorDetail Fault(string message) => new() { Code = (int)McpErrorCode.InvalidParams, Message = message };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Mcp;

/// <summary>Checks that a request's parameters match its method. The library would report a mismatch as a fault of the server.</summary>
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

    /// <summary>The fault in the parameters; null if there is none.</summary>
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
                return Fault(ParamsForm.Describe(arguments));
            }

            return parameters.Deserialize(McpJsonUtilities.DefaultOptions.GetTypeInfo(form)) is ReadResourceRequestParams { Uri: null }
                ? Fault("uri must be a string.")
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Fault(ParamsForm.Describe(request.Method));
        }
    }

    private static JsonRpcErrorDetail Fault(string message) => new() { Code = (int)McpErrorCode.InvalidParams, Message = message };
}

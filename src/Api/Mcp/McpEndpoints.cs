using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;

namespace ToolTime.Api.Mcp;

/// <summary>
/// POST /mcp: the Model Context Protocol over streamable HTTP without sessions. A body that is not a message gets a problem document, a
/// faulty message a JSON-RPC error. There is nothing to listen to (GET) or to end (DELETE), so these methods are not allowed.
/// </summary>
internal static class McpEndpoints
{
    private static readonly JsonTypeInfo<JsonRpcMessage> Message =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
    private static readonly JsonTypeInfo<JsonRpcError> Error =
        (JsonTypeInfo<JsonRpcError>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcError));

    public static void MapMcp(this IEndpointRouteBuilder routes) => routes.MapPost("/mcp", PostAsync).AddEndpointFilter<McpCallers>();

    private static async Task<
        Results<FileContentHttpResult, StatusCodeHttpResult, JsonHttpResult<JsonRpcError>, JsonHttpResult<ProblemDocument>>
    > PostAsync(HttpContext context, McpExchange exchange)
    {
        var reading = await RequestBody.ReadJsonAsync(context.Request, context.RequestAborted);
        if (reading is not BodyReading.Complete { Json: var json })
        {
            return RequestBody.Refuse(reading);
        }

        if (!McpRevision.AcceptsAnswers(context.Request.Headers))
        {
            return Problem.Create(
                StatusCodes.Status406NotAcceptable,
                FaultCode.Accept,
                "Accept must include application/json and text/event-stream."
            );
        }

        using var document = Parse(json);
        if (document is null)
        {
            return Refuse(default, new() { Code = (int)McpErrorCode.ParseError, Message = "The body is not JSON, or has a member twice." });
        }

        if (Read(document) is not { } message)
        {
            return Refuse(default, new() { Code = (int)McpErrorCode.InvalidRequest, Message = "The body is not one JSON-RPC message." });
        }

        if ((McpRevision.FaultIn(context.Request.Headers, message) ?? McpParams.FaultIn(message)) is { } fault)
        {
            return Refuse((message as JsonRpcRequest)?.Id ?? default, fault);
        }

        McpRevision.Agree(message);

        if (await exchange.AnswerAsync(message, context.RequestAborted) is not var (status, events))
        {
            return Refuse(
                (message as JsonRpcRequest)?.Id ?? default,
                new() { Code = (int)McpErrorCode.InvalidParams, Message = ParamsForm.Describe((message as JsonRpcRequest)?.Method) }
            );
        }

        context.Response.Headers.CacheControl = "no-store";
        if (events.Length == 0)
        {
            return TypedResults.StatusCode(status);
        }

        context.Response.StatusCode = status;
        return TypedResults.Bytes(events, "text/event-stream");
    }

    private static JsonHttpResult<JsonRpcError> Refuse(RequestId id, JsonRpcErrorDetail fault) =>
        TypedResults.Json(new JsonRpcError { Id = id, Error = fault }, Error, statusCode: StatusCodes.Status400BadRequest);

    // Half a surrogate pair is valid JSON but not text; it too would fail only when read.
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    ReadTexts(member.Value);
                }

                break;
        }
    }

    /// <summary>A body as a document; null if it is not JSON, or has a member twice, which would fail only later, when read.</summary>
    private static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The message in a document; null if there is none, or several.</summary>
    private static JsonRpcMessage? Read(JsonDocument document)
    {
        try
        {
            ReadTexts(document.RootElement);
            return document.Deserialize(Message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

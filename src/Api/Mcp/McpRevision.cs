using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Mcp;

/// <summary>
/// What each revision of the protocol requires of a request's headers. Up to 2025-11-25 the revision is negotiated by <c>initialize</c>;
/// from 2026-07-28 on, every request states it in the header and the body, and headers repeat the method and the requested name.
/// </summary>
internal static class McpRevision
{
    private const string VersionHeader = "MCP-Protocol-Version";
    private const string MethodHeader = "Mcp-Method";
    private const string NameHeader = "Mcp-Name";
    private const string NewestWithHandshake = "2025-11-25";
    private const string WithoutHandshake = "2026-07-28";

    // Longer than any revision; an answer repeats no more of what was sent.
    private const int LongestRevision = 32;

    private static readonly string[] Known = ["2024-11-05", "2025-03-26", "2025-06-18", NewestWithHandshake, WithoutHandshake];

    /// <summary>Whether a client accepts what may be sent; without an Accept header, it does.</summary>
    public static bool AcceptsAnswers(IHeaderDictionary headers) =>
        headers.Accept.Count == 0 || (Takes(headers, "application/json") && Takes(headers, "text/event-stream"));

    /// <summary>Whether a message's revision has no <c>initialize</c>.</summary>
    public static bool IsWithoutHandshake(JsonRpcMessage message) => message.Context?.ProtocolVersion == WithoutHandshake;

    /// <summary>The fault in a message's headers; null if there is none. Also passes the revision on to the message.</summary>
    public static JsonRpcErrorDetail? FaultIn(IHeaderDictionary headers, JsonRpcMessage message)
    {
        var header = headers[VersionHeader].ToString();
        var (method, parameters) = message switch
        {
            JsonRpcRequest request => (request.Method, request.Params as JsonObject),
            JsonRpcNotification notification => (notification.Method, notification.Params as JsonObject),
            _ => ("", null),
        };
        if (header.Length > 0 && !Known.Contains(header))
        {
            // What is unknown there is negotiated, as in its body.
            return method is RequestMethods.Initialize ? null : new()
            {
                Code = (int)McpErrorCode.UnsupportedProtocolVersion,
                Message = $"The revision in {VersionHeader} is not supported.",
                Data = new JsonObject
                {
                    ["supported"] = new JsonArray([.. Known.Select(version => (JsonNode)version)]),
                    ["requested"] = header[..Math.Min(header.Length, LongestRevision)],
                },
            };
        }

        if (header.Length > 0)
        {
            (message.Context ??= new()).ProtocolVersion = header;
        }

        var declared = Text((parameters?["_meta"] as JsonObject)?[MetaKeys.ProtocolVersion]);
        if (header != WithoutHandshake)
        {
            return declared == WithoutHandshake ? Mismatch($"{VersionHeader} must state the same revision as the body.") : null;
        }

        return FaultWithoutHandshake(headers, message, method, parameters, declared);
    }

    /// <summary>
    /// Makes <c>initialize</c> request the newest revision that has it if the requested one is unknown: the client then decides whether it
    /// supports that one.
    /// </summary>
    public static void Agree(JsonRpcMessage message)
    {
        if (
            message is JsonRpcRequest { Method: RequestMethods.Initialize, Params: JsonObject parameters }
            && Text(parameters["protocolVersion"]) is { } asked
            && (asked == WithoutHandshake || !Known.Contains(asked))
        )
        {
            parameters["protocolVersion"] = NewestWithHandshake;
        }
    }

    private static JsonRpcErrorDetail? FaultWithoutHandshake(
        IHeaderDictionary headers,
        JsonRpcMessage message,
        string method,
        JsonObject? parameters,
        string? declared
    )
    {
        if (message is JsonRpcRequest && (declared is null || parameters!["_meta"]![MetaKeys.ClientCapabilities] is not JsonObject))
        {
            return new()
            {
                Code = (int)McpErrorCode.InvalidParams,
                Message = $"_meta must contain {MetaKeys.ProtocolVersion} and {MetaKeys.ClientCapabilities}.",
            };
        }

        if (declared is not null && declared != WithoutHandshake)
        {
            return Mismatch($"{VersionHeader} must state the same revision as the body.");
        }

        if (method.Length > 0 && headers[MethodHeader].ToString() != method)
        {
            return Mismatch($"{MethodHeader} must be the method of the body.");
        }

        var named = method switch
        {
            RequestMethods.ToolsCall or RequestMethods.PromptsGet => "name",
            RequestMethods.ResourcesRead => "uri",
            _ => null,
        };
        return named is not null && McpHeaderEncoder.DecodeValue(headers[NameHeader].ToString()) != Text(parameters?[named])
            ? Mismatch($"{NameHeader} must be the {named} in the body.")
            : null;
    }

    private static bool Takes(IHeaderDictionary headers, string mediaType) =>
        MediaTypeHeaderValue.TryParseList(headers.Accept, out var accepted)
        && accepted.Any(range =>
            range.Quality != 0 && new MediaTypeHeaderValue(mediaType).IsSubsetOf(new MediaTypeHeaderValue(range.MediaType))
        );

    private static JsonRpcErrorDetail Mismatch(string message) => new() { Code = (int)McpErrorCode.HeaderMismatch, Message = message };

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ToolTime.Api.Mcp;

/// <summary>
/// One message and its answer. Each has its own stateless server, so any process may answer any message. The library logs names sent by
/// clients, so it gets no logger.
/// </summary>
internal sealed class McpExchange(CommunityServer community)
{
    /// <summary>
    /// Answers a message with a status and server-sent events; without events if it needs no answer. Null if the message's parameters do
    /// not match its method.
    /// </summary>
    public async Task<(int Status, byte[] Events)?> AnswerAsync(JsonRpcMessage message, CancellationToken cancellationToken)
    {
        var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, community.Options());
        var running = server.RunAsync(cancellationToken);
        // Answers are short, so they are buffered: an error can still set the status, and no one gets half an answer.
        using var events = new MemoryStream();
        var status = StatusCodes.Status200OK;
        try
        {
            var isAnswered = await transport.HandlePostRequestAsync(
                message,
                events,
                first =>
                {
                    status = StatusOf(message, first as JsonRpcError);
                    return ValueTask.CompletedTask;
                },
                cancellationToken);
            return isAnswered ? (status, events.ToArray()) : (StatusCodes.Status202Accepted, []);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            await transport.DisposeAsync();
            await running;
        }
    }

    /// <summary>Newer revisions also show some faults in the status; in older ones a JSON-RPC error is an ordinary answer.</summary>
    private static int StatusOf(JsonRpcMessage message, JsonRpcError? error) =>
        !McpRevision.IsWithoutHandshake(message)
            ? StatusCodes.Status200OK
            : (McpErrorCode?)error?.Error.Code switch
            {
                McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
                McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status200OK,
            };
}

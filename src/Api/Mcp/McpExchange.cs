using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ToolTime.Api.Mcp;

/// <summary>
/// One message and its answer. Each has a server of its own, which stores nothing, so any process may answer any message. The library logs
/// names that clients sent, so it gets no logger.
/// </summary>
internal sealed class McpExchange(CommunityServer community)
{
    /// <summary>
    /// Answers a message with a status and server-sent events; without events where there is nothing to say to it. Null where what the
    /// message asks with is not of its method's form.
    /// </summary>
    public async Task<(int Status, byte[] Events)?> AnswerAsync(JsonRpcMessage message, CancellationToken cancellationToken)
    {
        var transport = new StreamableHttpServerTransport { Stateless = true };
        await using var server = McpServer.Create(transport, community.Options());
        var running = server.RunAsync(cancellationToken);
        // Answers are short, so they are gathered: an error can still choose the status, and nobody gets half of one.
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

    /// <summary>Newer revisions show some faults by the status too; to older ones a JSON-RPC error is an answer like any other.</summary>
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

using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Events;

namespace ToolTime.Monitor.Web;

/// <summary>The stream of events, and its filters.</summary>
internal static class LiveEndpoints
{
    public static void Map(Routes routes, ServeHost host)
    {
        var subscriptions = new Subscriptions();
        routes.Get("/api/usage/live", context => LiveAsync(context, host, subscriptions));
        routes.Post("/api/subscriptions", context => SubscribeAsync(context, subscriptions));
    }

    private static async Task LiveAsync(HttpContext context, ServeHost host, Subscriptions subscriptions)
    {
        var query = EventQuery.Read(context.Request.Query, subscriptions.Find, out var faults);
        if (faults.Count > 0)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The query is not valid.", faults);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status426UpgradeRequired, "This endpoint needs a WebSocket.", []);
            return;
        }

        var protocol = context.WebSockets.WebSocketRequestedProtocols.Contains(LiveSocket.Protocol) ? LiveSocket.Protocol : null;
        // Looked up before the answer: everything that happens once the client has it, the client receives.
        var position = host.Hub.Resume(query.Since);
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        await host.Sockets.RunAsync(socket, query.Filter, position, host.Stopping);
    }

    private static async Task SubscribeAsync(HttpContext context, Subscriptions subscriptions)
    {
        EventFilter? filter;
        try
        {
            filter = JsonSerializer.Deserialize(await RequestBody.ReadAsync(context), EventJson.Default.EventFilter);
        }
        catch (JsonException e)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The body is not a filter.", [e.Path ?? "$"]);
            return;
        }

        if (filter is null || filter.FaultyMember() is not null)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The body is not a filter.", [filter?.FaultyMember() ?? "$"]);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        await Answers.JsonAsync(
            context,
            JsonSerializer.SerializeToUtf8Bytes(new SubscriptionAnswer(subscriptions.Add(filter)), WebJson.Default.SubscriptionAnswer)
        );
    }
}

/// <summary>The id of a new subscription.</summary>
internal sealed record SubscriptionAnswer(string Id);

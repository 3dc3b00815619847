using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>Serves the page Security.</summary>
internal static class SecurityEndpoints
{
    public static void Map(Routes routes, SecurityHistory history, AcknowledgedFindings acknowledged, Func<DateTimeOffset> now)
    {
        routes.Get("/api/security", context => ViewAsync(context, history, acknowledged, now));
        routes.Post("/api/security/acknowledged", context => AcknowledgeAsync(context, acknowledged));
    }

    private static async Task ViewAsync(
        HttpContext context, SecurityHistory history, AcknowledgedFindings acknowledged, Func<DateTimeOffset> now)
    {
        if (SecurityFilter.Read(context.Request.Query, out var faults) is not { } filter)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The query is not valid.", faults);
            return;
        }

        var sessions = await history.ReadAsync(filter.Days, now(), context.RequestAborted);
        var view = SecurityView.From(sessions, filter, acknowledged.Read(), now());
        await Answers.JsonAsync(context, JsonSerializer.SerializeToUtf8Bytes(view, WebJson.Default.SecurityView));
    }

    private static async Task AcknowledgeAsync(HttpContext context, AcknowledgedFindings acknowledged)
    {
        Acknowledgement? body;
        try
        {
            body = JsonSerializer.Deserialize(await RequestBody.ReadAsync(context), WebJson.Default.Acknowledgement);
        }
        catch (JsonException e)
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The body is not an acknowledgement.", [e.Path ?? "$"]);
            return;
        }

        if (body is null || !acknowledged.Set(body.Keys, body.IsAcknowledged))
        {
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "The body is not an acknowledgement.", ["keys"]);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

/// <summary>Findings were acknowledged, or are no longer.</summary>
internal sealed record Acknowledgement
{
    /// <summary>The findings' keys.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>Whether they are acknowledged.</summary>
    public required bool IsAcknowledged { get; init; }
}

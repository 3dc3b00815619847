using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>GET /v1/api/telemetry/{app}: an app's ready-made figures.</summary>
internal static class TelemetryFiguresEndpoints
{
    public static void MapTelemetryFigures(this IEndpointRouteBuilder routes) =>
        routes
            .MapMethods("/v1/api/telemetry/{app}", [HttpMethods.Get, HttpMethods.Head], GetAsync)
            .RequireCors(CorsPolicies.Public)
            .Answers<TelemetryDocument>("getTelemetry", "How many devices use an app, with which versions and models, and how tasks go.")
            .TakesApp()
            .Takes("window", "A UTC day, an ISO week, or the four ISO weeks of an epoch.", "day", "week", "4w")
            .Takes("period", "A day such as 2026-11-28, or a week such as 2026-W48; by default the running one.")
            .HasETag()
            .Refuses(400, 404, 503);

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<ProblemDocument>>> GetAsync(
        HttpContext context,
        string app,
        CurrentTelemetry current,
        IOptions<TelemetryOptions> options,
        DomainClock clock,
        string? window = null,
        string? period = null
    )
    {
        if (!options.Value.TryFind(app, out var listed))
        {
            return Problem.NoSuchApp();
        }

        if (TelemetryQueryText.TryRead(window, period, clock.GetUtcToday(), out var query) is { } fault)
        {
            return Problem.Create(StatusCodes.Status400BadRequest, [fault]);
        }

        if (await current.Get(listed, query.Window, query.Period).GetAsync() is not { } publication)
        {
            return Problem.Unavailable(context, GrainFaults.RetryAfter);
        }

        context.Response.Headers.CacheControl = "public, max-age=60, stale-while-revalidate=300";
        return TypedResults.Bytes(publication.Body, "application/json; charset=utf-8", entityTag: publication.ETag);
    }
}

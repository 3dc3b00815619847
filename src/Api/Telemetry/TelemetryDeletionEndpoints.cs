using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ToolTime.Api.Deletion;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// POST /v1/api/telemetry/delete: deletes what is stored of a device, of all apps. The answer is the same for one that was never heard of.
/// Ids of the public client can be guessed by anybody who knows the machine; nothing else follows from that.
/// </summary>
internal static class TelemetryDeletionEndpoints
{
    private const int MaximumBytes = 16 * 1024;
    private const int MaximumIdLength = 128;

    public static void MapTelemetryDeletion(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/api/telemetry/delete", DeleteAsync)
            .Answers<DeletionAnswer>("deleteTelemetry", "Deletes all that is stored of a device; the same answer for one that is not known.")
            .TakesBody("The device's id.", "device_id")
            .Refuses(400, 413, 415, 429, 503);

    private static async Task<Results<JsonHttpResult<DeletionAnswer>, JsonHttpResult<ProblemDocument>>> DeleteAsync(
        HttpContext context,
        TelemetryHandler handler,
        [FromKeyedServices(DeletionHandler.Limiter)] AddressLimiter limiter,
        ClientAddress addresses,
        LimitMetrics metrics,
        IOptions<IngestionOptions> limits,
        DomainClock clock)
    {
        var reading = await RequestBody.ReadAsync(context.Request, MaximumBytes, context.RequestAborted);
        if (reading is not BodyReading.Complete { Bytes: var json })
        {
            return RequestBody.Refuse(reading);
        }

        if (JsonMember.FindText(json, "device_id"u8) is not { Length: >= 1 and <= MaximumIdLength } id)
        {
            return Problem.Create(
                StatusCodes.Status400BadRequest,
                [new("/device_id", null, FaultCode.Missing, $"device_id is required: 1 to {MaximumIdLength} characters.")]
            );
        }

        var perDay = limits.Value.PerAddressPerDay;
        var address = addresses.Find(context, perDay);
        if (address is not null && !limiter.TryTake(address))
        {
            metrics.Hit(LimitMetrics.Deletions);
            return Problem.TooManyDeletions(context, perDay, clock.GetUtcNow().TimeLeftOfDay());
        }

        if (await handler.DeleteAsync(id) == DeletionOutcome.Deleted)
        {
            return TypedResults.Json(new DeletionAnswer("deleted", Guid.NewGuid().ToString("n")), DeletionJson.Default.DeletionAnswer);
        }

        if (address is not null)
        {
            limiter.GiveBack(address);
        }

        return Problem.Unavailable(context, GrainFaults.RetryAfter);
    }
}

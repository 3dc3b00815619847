using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ToolTime.Api.Deletion;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Submissions;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// POST /v1/api/telemetry/delete: deletes everything stored for a device, in all apps. Unknown devices get the same answer. Anyone who
/// knows the machine can guess the public client's ids; that allows nothing but deletion.
/// </summary>
internal static class TelemetryDeletionEndpoints
{
    private const int MaximumBytes = 16 * 1024;
    private const int MaximumIdLength = 128;

    public static void MapTelemetryDeletion(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/api/telemetry/delete", DeleteAsync)
            .Answers<DeletionAnswer>("deleteTelemetry", "Deletes everything stored for a device; unknown devices get the same answer.")
            .TakesBody("The device's id.", "device_id")
            .Refuses(400, 413, 415, 429, 503);

    private static async Task<Results<JsonHttpResult<DeletionAnswer>, JsonHttpResult<ProblemDocument>>> DeleteAsync(
        HttpContext context,
        DeletionHandler handler,
        IOptions<IngestionOptions> limits,
        DomainClock clock)
    {
        var reading = await RequestBody.ReadAsync(context.Request, MaximumBytes, context.RequestAborted);
        if (reading is not BodyReading.Complete { Json: var json })
        {
            return RequestBody.Refuse(reading);
        }

        if (SingleMember.FindText(json, "device_id"u8) is not { Length: >= 1 and <= MaximumIdLength } id)
        {
            return Problem.Create(
                StatusCodes.Status400BadRequest,
                [new("/device_id", null, FaultCode.Missing, $"device_id is required: 1 to {MaximumIdLength} characters.")]
            );
        }

        return DeletionEndpoints.Answer(context, await handler.DeleteDeviceAsync(context, id), limits.Value, clock);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Problems;
using ToolTime.Api.Publication;
using ToolTime.Api.SignIn;
using ToolTime.Api.Telemetry;
using ToolTime.Maintenance;

namespace ToolTime.Api.Maintenance;

/// <summary>POST /v1/api/admin/maintenance: does all due maintenance now, and answers when it is done.</summary>
internal static class MaintenanceEndpoints
{
    // What fails ends its task's turn; the next round takes what is behind it.
    private const int MostRounds = 3;

    public static void MapMaintenance(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/api/admin/maintenance", RunAsync).RequireOperator().AddEndpointFilter<GrainFaults>();

    private static async Task<Results<JsonHttpResult<MaintenanceAnswer>, JsonHttpResult<ProblemDocument>>> RunAsync(
        HttpContext context, IGrainFactory grains, PublicationCache current, CurrentTelemetry currentTelemetry)
    {
        var maintenance = grains.GetGrain<IMaintenanceGrain>(0);
        await maintenance.LookNowAsync();
        var steps = new List<MaintenanceStep>();
        var hasFailed = true;
        for (var round = 0; hasFailed && round < MostRounds; round++)
        {
            hasFailed = false;
            while (await maintenance.RunStepAsync() is var step and not MaintenanceStep.Idle)
            {
                hasFailed |= step is MaintenanceStep.Failed;
                steps.Add(step);
                current.Expire();
                currentTelemetry.Expire();
            }
        }

        return steps.Exists(step => step is MaintenanceStep.Failed)
            ? Problem.Unavailable(context, GrainFaults.RetryAfter)
            : TypedResults.Json(MaintenanceAnswer.From(steps), MaintenanceJson.Default.MaintenanceAnswer);
    }
}

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
    public static void MapMaintenance(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/api/admin/maintenance", RunAsync).RequireOperator().AddEndpointFilter<GrainFaults>();

    private static async Task<Results<JsonHttpResult<MaintenanceAnswer>, JsonHttpResult<ProblemDocument>>> RunAsync(
        HttpContext context, IGrainFactory grains, PublicationCache current, CurrentTelemetry currentTelemetry)
    {
        var maintenance = grains.GetGrain<IMaintenanceGrain>(0);
        await maintenance.LookNowAsync();
        var rolledUp = new List<DateOnly>();
        var published = new List<string>();
        var sevenDays = new List<DateOnly>();
        var purged = new List<DateOnly>();
        var telemetry = new List<string>();
        var telemetryPurged = new List<string>();
        while (true)
        {
            switch (await maintenance.RunStepAsync())
            {
                case MaintenanceStep.RolledUp step:
                    rolledUp.Add(step.Day);
                    break;
                case MaintenanceStep.Published step:
                    published.Add(step.Window);
                    current.Expire();
                    break;
                case MaintenanceStep.PublishedSevenDays step:
                    sevenDays.Add(step.Day);
                    current.Expire();
                    break;
                case MaintenanceStep.Purged step:
                    purged.Add(step.Day);
                    break;
                case MaintenanceStep.PublishedTelemetry step:
                    telemetry.Add(step.Window);
                    currentTelemetry.Expire();
                    break;
                case MaintenanceStep.PurgedTelemetry step:
                    telemetryPurged.Add(step.Day);
                    break;
                case MaintenanceStep.Idle:
                    return TypedResults.Json(
                        new MaintenanceAnswer(rolledUp, published, sevenDays, purged, telemetry, telemetryPurged),
                        MaintenanceJson.Default.MaintenanceAnswer
                    );
                default:
                    return Problem.Unavailable(context, GrainFaults.RetryAfter);
            }
        }
    }
}

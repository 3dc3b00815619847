using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using ToolTime.Api.Operators;
using ToolTime.Api.Problems;
using ToolTime.Api.SignIn;
using ToolTime.Operators;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>The operators' endpoints for single devices: list, quarantine and release.</summary>
internal static class TelemetryOperatorsEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaximumLimit = 200;

    public static void MapTelemetryOperators(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("/v1/api/admin").RequireOperator().AddEndpointFilter<GrainFaults>();
        endpoints.MapGet("/telemetry", ListAsync);
        endpoints.MapPut("/telemetry/quarantine/{device}", (IGrainFactory grains, string device) =>
            SetAsync(grains, device, quarantined: true));
        endpoints.MapDelete("/telemetry/quarantine/{device}", (IGrainFactory grains, string device) =>
            SetAsync(grains, device, quarantined: false));
    }

    private static async Task<Results<JsonHttpResult<DeviceList>, JsonHttpResult<ProblemDocument>>> ListAsync(
        IGrainFactory grains, string? limit = null)
    {
        var number = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, out number) || number is < 1 or > MaximumLimit))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Range, $"limit must be from 1 to {MaximumLimit}.");
        }

        var devices = await grains.GetGrain<ITelemetryOperatorsGrain>(0).ListAsync(number);
        return TypedResults.Json(new DeviceList([.. devices.Select(RowOf)]), TelemetryOperatorsJson.Default.DeviceList);
    }

    private static async Task<Results<JsonHttpResult<OperatorsAnswer>, JsonHttpResult<ProblemDocument>>> SetAsync(
        IGrainFactory grains, string device, bool quarantined)
    {
        if (!Guid.TryParseExact(device, "n", out var id))
        {
            return Problem.Create(StatusCodes.Status400BadRequest, FaultCode.Pattern, "A device's id is 32 hex digits.");
        }

        return await grains.GetGrain<ITelemetryOperatorsGrain>(0).SetQuarantineAsync(id.ToString("n"), quarantined) == OperatorsOutcome.Done
            ? TypedResults.Json(new OperatorsAnswer(quarantined ? "quarantined" : "released"), OperatorsJson.Default.OperatorsAnswer)
            : Problem.Create(StatusCodes.Status404NotFound, FaultCode.Missing, "There is no such device.");
    }

    private static DeviceRow RowOf(ListedDevice device) => new(device.Id, device.App, device.Day, device.Events, device.Quarantined);
}

/// <summary>The operators' list of devices.</summary>
/// <param name="Devices">The newest days' devices, those with most events first.</param>
internal sealed record DeviceList(IReadOnlyList<DeviceRow> Devices);

/// <summary>A device in the operators' list.</summary>
/// <param name="Id">A random id, valid for one epoch.</param>
/// <param name="App">The app.</param>
/// <param name="Day">The newest day on which it reported.</param>
/// <param name="Events">Its events on that day.</param>
/// <param name="Quarantined">True if it is excluded from computation.</param>
internal sealed record DeviceRow(string Id, string App, DateOnly Day, long Events, bool Quarantined);

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DeviceList))]
internal sealed partial class TelemetryOperatorsJson : JsonSerializerContext;

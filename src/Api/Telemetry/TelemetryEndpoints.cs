using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// Accepts events: POST /api/v1/telemetry/{startup,task,share}, as sent by the public client, for the default app, and POST
/// /v1/api/telemetry/{app}/… for any listed app.
/// </summary>
internal static class TelemetryEndpoints
{
    /// <summary>The maximum number of bytes in an event; the public client's have some hundred.</summary>
    private const int MaximumBytes = 16 * 1024;

    public static void MapTelemetry(this IEndpointRouteBuilder routes)
    {
        Map(routes, "startup", "A program was started.", reader => reader.Startup());
        Map(routes, "task", "A task ended.", reader => reader.Task());
        Map(routes, "share", "A shared item was opened or downloaded.", reader => reader.Share());
    }

    private static void Map(IEndpointRouteBuilder routes, string kind, string summary, Func<TelemetryReader, TelemetryEvent> read)
    {
        routes
            .MapPost(
                $"/api/v1/telemetry/{kind}",
                (
                    HttpContext context,
                    TelemetryHandler handler,
                    CurrentNames names,
                    IOptions<TelemetryOptions> options,
                    DomainClock clock
                ) => TakeAsync(context, options.Value.DefaultApp, read, new(handler, names, options.Value, clock))
            )
            .Answers<TelemetryAnswer>($"{kind}OfDefaultApp", summary)
            .TakesBody("The event, in the public client's form.")
            .Refuses(400, 413, 415, 429, 503);
        routes
            .MapPost(
                $"/v1/api/telemetry/{{app}}/{kind}",
                (
                    HttpContext context,
                    string app,
                    TelemetryHandler handler,
                    CurrentNames names,
                    IOptions<TelemetryOptions> options,
                    DomainClock clock
                ) => TakeAsync(context, app, read, new(handler, names, options.Value, clock))
            )
            .Answers<TelemetryAnswer>(kind, summary)
            .TakesApp()
            .TakesBody("The event.")
            .Refuses(400, 404, 413, 415, 429, 503);
    }

    private static async Task<Results<JsonHttpResult<TelemetryAnswer>, JsonHttpResult<ProblemDocument>>> TakeAsync(
        HttpContext context,
        string name,
        Func<TelemetryReader, TelemetryEvent> read,
        Intake intake
    )
    {
        if (!intake.Options.TryFind(name, out var app))
        {
            return Problem.NoSuchApp();
        }

        var reading = await RequestBody.ReadAsync(context.Request, MaximumBytes, context.RequestAborted);
        if (reading is not BodyReading.Complete { Json: var json })
        {
            return RequestBody.Refuse(reading);
        }

        var faults = new FaultList();
        if (Parse(json, app, read, intake, faults) is not { } report)
        {
            return Problem.Create(StatusCodes.Status400BadRequest, faults.Faults);
        }

        var outcome = await intake.Handler.TakeAsync(context, report);
        return outcome switch
        {
            TelemetryOutcome.Accepted or TelemetryOutcome.Duplicate => TypedResults.Json(
                TelemetryAnswer.Stored,
                TelemetryAnswerJson.Default.TelemetryAnswer
            ),
            TelemetryOutcome.OverLimit => intake.TooMany(context, "device", intake.Options.PerDevicePerDay, "A device"),
            null => intake.TooMany(context, "address", intake.Options.PerAddressPerDay, "An address"),
            _ => Problem.Unavailable(context, GrainFaults.RetryAfter),
        };
    }

    private static TelemetryReport? Parse(
        ReadOnlyMemory<byte> json,
        AppName app,
        Func<TelemetryReader, TelemetryEvent> read,
        Intake intake,
        FaultList faults
    ) =>
        JsonBody.Read(
            json,
            BodyForm.Unnamed,
            faults,
            root =>
            {
                var reader = new TelemetryReader(root, intake.Names.List, intake.Options.Brands, faults);
                return new TelemetryReport
                {
                    App = app.ToString(),
                    DeviceId = reader.DeviceId(),
                    Event = read(reader),
                };
            }
        );

    /// <summary>What all of these endpoints need.</summary>
    private sealed record Intake(TelemetryHandler Handler, CurrentNames Names, TelemetryOptions Options, DomainClock Clock)
    {
        public JsonHttpResult<ProblemDocument> TooMany(HttpContext context, string policy, int limit, string who) =>
            Problem.TooManyEvents(context, policy, limit, Clock.GetUtcNow().TimeLeftOfDay(), who);
    }
}

/// <summary>The answer to a stored event, as the public client expects it.</summary>
/// <param name="Data">An empty object.</param>
internal sealed record TelemetryAnswer(TelemetryAnswer.Nothing Data)
{
    public static TelemetryAnswer Stored { get; } = new(new Nothing());

    /// <summary>An object without members.</summary>
    internal sealed record Nothing;
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TelemetryAnswer))]
internal sealed partial class TelemetryAnswerJson : JsonSerializerContext;

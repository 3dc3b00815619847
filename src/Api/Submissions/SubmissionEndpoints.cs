using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ToolTime.Api.OpenApi;
using ToolTime.Api.Problems;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>POST /v1/api/submit: size, JSON, fields, signature, time, address; all else the submitter's grain decides.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmissions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/api/submit", SubmitAsync).RequireCors(ApiRegistration.PublicCors)
            .Tells<SubmissionAnswer>("submit", "Takes a report in.")
            .TakesBody("A report of either form; GET /v1/api/schema/submission is its JSON Schema. It may be compressed by gzip or br, and signed in X-Signature.")
            .Refuses(400, 401, 413, 415, 429, 503);

    private static async Task<Results<JsonHttpResult<SubmissionAnswer>, JsonHttpResult<ProblemDocument>>> SubmitAsync(
        HttpContext context,
        SubmissionDoor door,
        CurrentNames names,
        IOptions<IngestionOptions> limits,
        DomainClock clock)
    {
        var reading = await SubmissionBody.ReadAsync(context.Request, context.RequestAborted);
        if (reading is not BodyReading.Complete { Bytes: var json })
        {
            return Refuse(reading);
        }

        var faults = new FaultList();
        if (SubmissionParser.Parse(json, names.List, faults) is not { } parsed)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, faults.Faults);
        }

        if (!SubmissionSignature.IsAcceptable(context.Request.Headers[SubmissionSignature.Header], parsed.Token, json.Span))
        {
            return Problem.Of(StatusCodes.Status401Unauthorized, FaultCode.Signature, "The signature is not that of the body under its token.");
        }

        SubmissionTime.Check(parsed, limits.Value, clock.GetUtcNow(), faults);
        if (faults.Any)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, faults.Faults);
        }

        return await door.SubmitAsync(context, parsed) is { } outcome
            ? Answer(context, parsed, outcome)
            : Problem.TooMany(context, "address", limits.Value.PerAddressPerDay, clock.GetUtcNow().TimeLeftOfDay(), "An address");
    }

    /// <summary>The answer to a body that could not be read.</summary>
    public static JsonHttpResult<ProblemDocument> Refuse(BodyReading reading) => reading switch
    {
        BodyReading.TooLarge => Problem.Of(
            StatusCodes.Status413PayloadTooLarge, FaultCode.TooLarge, $"The body may have {SubmissionBody.MaximumBytes} bytes, also when decompressed."),
        BodyReading.NotJson => Problem.Of(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.MediaType, "The content type must be application/json."),
        BodyReading.UnknownEncoding => Problem.Of(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.Encoding, "The content encoding must be gzip or br, or none."),
        BodyReading.Incomplete => Problem.Of(
            StatusCodes.Status400BadRequest, FaultCode.Json, "The body did not arrive whole."),
        BodyReading.Damaged => Problem.Of(
            StatusCodes.Status400BadRequest, FaultCode.Encoding, "The body is not what its content encoding says."),
        _ => throw new ArgumentOutOfRangeException(nameof(reading)),
    };

    private static Results<JsonHttpResult<SubmissionAnswer>, JsonHttpResult<ProblemDocument>> Answer(
        HttpContext context, ParsedSubmission parsed, SubmissionOutcome outcome) => outcome switch
        {
            SubmissionOutcome.Accepted accepted => Ok(new()
            {
                Status = "ok",
                Receipt = accepted.Receipt,
                Clamped = accepted.Clamped.IsEmpty ? [] : [.. accepted.Clamped.Select(parsed.Positions().Locate)],
                Bucketed = parsed.Bucketed,
            }),
            SubmissionOutcome.Duplicate duplicate => Ok(new()
            {
                Status = "duplicate",
                Revision = duplicate.KeptRevision,
            }),
            SubmissionOutcome.OverQuota quota => Problem.TooMany(context, "token", quota.Limit, quota.RetryAfter, "A token"),
            SubmissionOutcome.Unavailable unavailable => Problem.Unavailable(context, unavailable.RetryAfter),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    private static JsonHttpResult<SubmissionAnswer> Ok(SubmissionAnswer answer) => TypedResults.Json(answer, ApiJson.Default.SubmissionAnswer);
}

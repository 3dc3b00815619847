using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ToolTime.Api.Limits;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;
using ToolTime.Calendar;
using ToolTime.Names;
using ToolTime.Observability;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>POST /v1/api/submit: checks size, JSON, fields, signature, time and address; the submitter's grain decides the rest.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmissions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/api/submit", SubmitAsync).RequireCors(CorsPolicies.Public)
            .Answers<SubmissionAnswer>("submit", "Accepts a report.")
            .TakesBody(
                "A report of either form; GET /v1/api/schema/submission is its JSON Schema. It may be compressed by gzip or br."
            )
            .TakesHeader(SubmissionChecks.SignatureHeader, "A signature of the body under the token; optional.")
            .Refuses(400, 401, 413, 415, 429, 503);

    private static async Task<Results<JsonHttpResult<SubmissionAnswer>, JsonHttpResult<ProblemDocument>>> SubmitAsync(
        HttpContext context,
        SubmissionHandler handler,
        CurrentNames names,
        IOptions<IngestionOptions> limits,
        DomainClock clock)
    {
        var reading = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        if (reading is not BodyReading.Complete { Bytes: var bytes, Json: var json })
        {
            return RequestBody.Refuse(reading);
        }

        var faults = new FaultList();
        if (SubmissionParser.Parse(json, names.List, faults) is not { } parsed)
        {
            return Problem.Create(StatusCodes.Status400BadRequest, faults.Faults);
        }

        if (!SubmissionChecks.IsSignatureRight(context.Request.Headers[SubmissionChecks.SignatureHeader], parsed.Token, bytes.Span))
        {
            return Problem.Create(
                StatusCodes.Status401Unauthorized,
                FaultCode.Signature,
                "The signature does not match the body and token."
            );
        }

        SubmissionChecks.CheckTime(parsed, limits.Value, clock.GetUtcNow(), faults);
        if (faults.Any)
        {
            return Problem.Create(StatusCodes.Status400BadRequest, faults.Faults);
        }

        return await handler.SubmitAsync(context, parsed) is { } outcome
            ? Answer(context, parsed, outcome)
            : Problem.TooMany(context, "address", limits.Value.PerAddressPerDay, clock.GetUtcNow().TimeLeftOfDay(), "An address");
    }

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
                Revision = duplicate.StoredRevision,
            }),
            SubmissionOutcome.OverQuota quota => Problem.TooMany(context, "token", quota.Limit, quota.RetryAfter, "A token"),
            SubmissionOutcome.Unavailable unavailable => Problem.Unavailable(context, unavailable.RetryAfter),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    private static JsonHttpResult<SubmissionAnswer> Ok(SubmissionAnswer answer) =>
        TypedResults.Json(answer, SubmissionJson.Default.SubmissionAnswer);
}

/// <summary>The last step before a submission reaches its grain.</summary>
internal sealed class SubmissionHandler(IGrainFactory grains, Admission admission, SubmissionMetrics metrics)
{
    /// <summary>
    /// Lets the submitter's grain decide; null if the address is over its limit. Only accepted submissions count against it. If the client
    /// disconnects, the submission is still committed.
    /// </summary>
    public async Task<SubmissionOutcome?> SubmitAsync(HttpContext context, ParsedSubmission parsed)
    {
        using var span = ToolTimeTraces.Source.StartActivity("submit");
        var (result, answer) = await admission.PassAsync(
            context,
            () => grains
                .GetGrain<ISubmitterGrain>(SubmitterId.Derive(parsed.Epoch, parsed.Token).ToString())
                .SubmitAsync(parsed.Submission),
            outcome => outcome is SubmissionOutcome.Accepted
        );
        var outcome = result == AdmissionResult.Unavailable
            ? new SubmissionOutcome.Unavailable { RetryAfter = GrainFaults.RetryAfter }
            : answer;
        metrics.Count(outcome);
        span?.SetTag("tooltime.outcome", SubmissionMetrics.WordFor(outcome));
        return outcome;
    }
}

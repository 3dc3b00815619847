using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
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
    private const string SignatureHeader = "X-Signature";

    public static void MapSubmissions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/api/submit", SubmitAsync).RequireCors(CorsPolicies.Public)
            .Answers<SubmissionAnswer>("submit", "Accepts a report.")
            .TakesBody(
                "A report of either form; GET /v1/api/schema/submission is its JSON Schema. It may be compressed by gzip or br."
            )
            .TakesHeader(SignatureHeader, "A signature of the body under the token; optional.")
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

        if (!IsSignatureRight(context.Request.Headers[SignatureHeader], parsed.Token, bytes.Span))
        {
            return Problem.Create(
                StatusCodes.Status401Unauthorized,
                FaultCode.Signature,
                "The signature does not match the body and token."
            );
        }

        CheckTime(parsed, limits.Value, clock.GetUtcNow(), faults);
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

    /// <summary>
    /// Whether there is no signature, or a correct one: HMAC-SHA256 of the exact body, decompressed, with the token as key, in hex digits
    /// of either case. It proves only that the body arrived unchanged, since the key is inside.
    /// </summary>
    private static bool IsSignatureRight(StringValues header, string token, ReadOnlySpan<byte> body)
    {
        if (header.Count == 0)
        {
            return true;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (
            header.Count > 1
            || Convert.FromHexString(header.ToString(), given, out _, out var written) != OperationStatus.Done
            || written != given.Length
        )
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    /// <summary>Adds faults for reports that are too old or from the future.</summary>
    private static void CheckTime(ParsedSubmission parsed, IngestionOptions limits, DateTimeOffset now, FaultList faults)
    {
        if (parsed.Generated is { } generated)
        {
            Check(generated, now - limits.MaxAge, now + limits.MaxFuture, "/generated", faults);
        }
        else if (parsed.Submission is DayCellSubmission cells)
        {
            foreach (var (position, cell) in cells.Days.Index())
            {
                Check(cell.Day, (now - limits.MaxAge).UtcDay(), (now + limits.MaxFuture).UtcDay(), $"/days/{position}/day", faults);
            }
        }
    }

    private static void Check<T>(T value, T earliest, T latest, string pointer, FaultList faults)
        where T : IComparable<T>
    {
        if (value.CompareTo(earliest) < 0)
        {
            faults.Add(pointer, FaultCode.TooOld, "The report is too old.");
        }
        else if (value.CompareTo(latest) > 0)
        {
            faults.Add(pointer, FaultCode.InFuture, "The report is from the future.");
        }
    }
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

/// <summary>The answer to a valid submission.</summary>
internal sealed record SubmissionAnswer
{
    /// <summary><c>ok</c> or <c>duplicate</c>.</summary>
    public required string Status { get; init; }

    /// <summary>If ok: a random id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Receipt { get; init; }

    /// <summary>If ok: counts that are counted as less than was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClampedMember>? Clamped { get; init; }

    /// <summary>If ok: the number of unlisted names, which count in their dimension's bucket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Bucketed { get; init; }

    /// <summary>If a duplicate of day cells: the largest stored revision.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Revision { get; init; }
}

/// <summary>The JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SubmissionAnswer))]
internal sealed partial class SubmissionJson : JsonSerializerContext;

/// <summary>A count that is counted as less than was sent.</summary>
/// <param name="Pointer">The map or list.</param>
/// <param name="Member">The index in it.</param>
/// <param name="Counted">The calls that count.</param>
internal sealed record ClampedMember(string Pointer, int Member, [property: JsonPropertyName("kept")] int Counted);

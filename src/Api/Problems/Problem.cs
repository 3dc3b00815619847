using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace ToolTime.Api.Problems;

/// <summary>Creates problem documents; nothing else does.</summary>
internal static class Problem
{
    private const string MediaType = "application/problem+json";

    public static JsonHttpResult<ProblemDocument> Create(int status, string code, string detail) =>
        Create(status, [new("", null, code, detail)]);

    public static JsonHttpResult<ProblemDocument> Create(int status, IReadOnlyList<Fault> faults)
    {
        var document = new ProblemDocument
        {
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Errors = faults,
            Error = faults[0].Detail,
        };
        return TypedResults.Json(document, ProblemJson.Default.ProblemDocument, MediaType, status);
    }

    /// <summary>The document for a status that no endpoint set: no endpoint was found, or none was reached.</summary>
    public static JsonHttpResult<ProblemDocument> FromStatus(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => Create(status, FaultCode.NotFound, "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => Create(status, FaultCode.Method, "This address does not support this method."),
            >= StatusCodes.Status500InternalServerError => Create(
                status,
                FaultCode.Internal,
                "The server failed to handle this request."
            ),
            _ => Create(status, FaultCode.Refused, "The request was refused before it reached an endpoint."),
        };

    /// <summary>The app is not listed. Its name is not repeated.</summary>
    public static JsonHttpResult<ProblemDocument> NoSuchApp() =>
        Create(StatusCodes.Status404NotFound, FaultCode.NotFound, "There is no such app here.");

    /// <summary>The server cannot answer now; the sender should retry.</summary>
    public static JsonHttpResult<ProblemDocument> Unavailable(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = Seconds(retryAfter);
        return Create(
            StatusCodes.Status503ServiceUnavailable,
            FaultCode.Unavailable,
            "The server cannot answer now. Send the same request again later."
        );
    }

    /// <summary>
    /// The sender is over a daily limit, with the headers of the IETF's draft on rate limits (draft-ietf-httpapi-ratelimit-headers).
    /// </summary>
    public static JsonHttpResult<ProblemDocument> TooMany(HttpContext context, string policy, int limit, TimeSpan retryAfter, string who) =>
        OverLimit(context, policy, limit, retryAfter, $"{who} may send {limit} submissions per UTC day. Send a later revision tomorrow.");

    /// <summary>The sender is over a telemetry limit, with the same headers.</summary>
    public static JsonHttpResult<ProblemDocument> TooManyEvents(
        HttpContext context,
        string policy,
        int limit,
        TimeSpan retryAfter,
        string who
    ) => OverLimit(context, policy, limit, retryAfter, $"{who} may send {limit} events per UTC day.");

    /// <summary>The sender is over the daily limit of deletions, with the same headers.</summary>
    public static JsonHttpResult<ProblemDocument> TooManyDeletions(HttpContext context, int limit, TimeSpan retryAfter) =>
        OverLimit(context, "deletion", limit, retryAfter, $"An address may send {limit} deletions per UTC day. Send the same request again tomorrow.");

    /// <summary>The address has sent too many wrong operators' tokens.</summary>
    public static JsonHttpResult<ProblemDocument> TooManyTokens(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = Seconds(retryAfter);
        return Create(
            StatusCodes.Status429TooManyRequests,
            FaultCode.Quota,
            "Too many wrong tokens came from this address. Try again later."
        );
    }

    /// <summary>The duration in whole seconds, rounded up, at least one.</summary>
    public static string Seconds(TimeSpan duration) =>
        Math.Max(1, (long)Math.Ceiling(duration.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static JsonHttpResult<ProblemDocument> OverLimit(
        HttpContext context,
        string policy,
        int limit,
        TimeSpan retryAfter,
        string detail
    )
    {
        var seconds = Seconds(retryAfter);
        context.Response.Headers.RetryAfter = seconds;
        context.Response.Headers["RateLimit-Policy"] = $"\"{policy}\";q={limit};w=86400";
        context.Response.Headers["RateLimit"] = $"\"{policy}\";r=0;t={seconds}";
        return Create(StatusCodes.Status429TooManyRequests, FaultCode.Quota, detail);
    }
}

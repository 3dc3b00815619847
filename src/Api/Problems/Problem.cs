using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace ToolTime.Api.Problems;

/// <summary>Makes problem documents; the only place that does.</summary>
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

    /// <summary>The document of a status that no endpoint gave: no endpoint was found, or none was reached.</summary>
    public static JsonHttpResult<ProblemDocument> FromStatus(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => Create(status, FaultCode.NotFound, "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => Create(status, FaultCode.Method, "What is at this address does not take this method."),
            >= StatusCodes.Status500InternalServerError => Create(
                status,
                FaultCode.Internal,
                "The server failed at this request. It is not the sender's fault."
            ),
            _ => Create(status, FaultCode.Refused, "The request was refused before anything looked at what it asks."),
        };

    /// <summary>The app is not listed. The name is not repeated.</summary>
    public static JsonHttpResult<ProblemDocument> NoSuchApp() =>
        Create(StatusCodes.Status404NotFound, FaultCode.NotFound, "There is no such app here.");

    /// <summary>We cannot now; the sender should come back.</summary>
    public static JsonHttpResult<ProblemDocument> Unavailable(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = Seconds(retryAfter);
        return Create(
            StatusCodes.Status503ServiceUnavailable,
            FaultCode.Unavailable,
            "The server cannot answer now. Send the same again later."
        );
    }

    /// <summary>
    /// The sender is over a limit of a UTC day, with the headers of the IETF's draft on rate limits (draft-ietf-httpapi-ratelimit-headers).
    /// </summary>
    public static JsonHttpResult<ProblemDocument> TooMany(HttpContext context, string policy, int limit, TimeSpan retryAfter, string who) =>
        OverLimit(context, policy, limit, retryAfter, $"{who} has {limit} submissions a UTC day. Send a later revision tomorrow.");

    /// <summary>The sender is over a limit of telemetry, with the same headers.</summary>
    public static JsonHttpResult<ProblemDocument> TooManyEvents(
        HttpContext context,
        string policy,
        int limit,
        TimeSpan retryAfter,
        string who
    ) => OverLimit(context, policy, limit, retryAfter, $"{who} has {limit} events a UTC day.");

    /// <summary>The sender is over the limit of deletions of a UTC day, with the same headers.</summary>
    public static JsonHttpResult<ProblemDocument> TooManyDeletions(HttpContext context, int limit, TimeSpan retryAfter) =>
        OverLimit(context, "deletion", limit, retryAfter, $"An address has {limit} deletions a UTC day. Send the same again tomorrow.");

    /// <summary>The address has named too many wrong operators' tokens.</summary>
    public static JsonHttpResult<ProblemDocument> TooManyTokens(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = Seconds(retryAfter);
        return Create(
            StatusCodes.Status429TooManyRequests,
            FaultCode.Quota,
            "Too many wrong tokens came from this address. Try again later."
        );
    }

    /// <summary>Whole seconds, rounded up, at least one.</summary>
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

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>Answers invalid requests with a problem document (RFC 9457); nothing sent is repeated except names of members.</summary>
internal static class ProblemAnswer
{
    /// <summary>For answers that need all transcripts, while they are read for the first time.</summary>
    public static Task NotReadyAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Transcripts are being read.", []);
    }

    public static Task WriteAsync(HttpContext context, int status, string title, IReadOnlyList<string> faults)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(new Problem(title, status, faults), WebJson.Default.Problem),
            context.RequestAborted
        ).AsTask();
    }
}

/// <summary>A problem document.</summary>
/// <param name="Title">What is wrong, in a sentence.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Faults">The invalid members.</param>
internal sealed record Problem(string Title, int Status, IReadOnlyList<string> Faults);

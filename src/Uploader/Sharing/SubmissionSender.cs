using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ToolTime.Uploader.Sharing;

/// <summary>Sends a report and reads the answer.</summary>
internal sealed class SubmissionSender(UploadClient server)
{
    private const int MaxReasonLength = 300;

    public SendOutcome Send(byte[] body, string token)
    {
        var answer = server.Post(body, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), body)));
        return Read(answer, Parse(answer.Body)) with { Answer = answer };
    }

    private static SendOutcome Read(ServerAnswer answer, SubmissionAnswer? said)
    {
        var status = said?.Status is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return ((HttpStatusCode?)answer.Status, status) switch
        {
            (null, _) => new SendOutcome.TryLater(answer.Failure!, null),
            (HttpStatusCode.OK, "ok") => new SendOutcome.Accepted(),
            (HttpStatusCode.OK, "duplicate") => new SendOutcome.Duplicate(said!.Revision),
            (HttpStatusCode.BadRequest, _) when answer.IsProblem && said?.IsUnknownClient is true => new SendOutcome.NotYet(
                ServerAnswer.Printable(said.Error, MaxReasonLength)
            ),
            // Proxies, portals and wrong addresses use the same status codes, and the content of a past day never changes.
            (
                HttpStatusCode.BadRequest
                    or HttpStatusCode.Unauthorized
                    or HttpStatusCode.RequestEntityTooLarge
                    or HttpStatusCode.UnsupportedMediaType,
                _
            ) when answer.IsProblem && said?.Error is not null => new SendOutcome.Refused(
                $"{answer.Status} {ServerAnswer.Printable(said?.Error, MaxReasonLength)}".TrimEnd()
            ),
            _ => new SendOutcome.TryLater($"the server answered {answer.Status}", answer.RetryAfter),
        };
    }

    private static SubmissionAnswer? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ClientJson.Default.SubmissionAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The members of a server's JSON answer that are read.</summary>
internal sealed record SubmissionAnswer
{
    /// <summary>A string in an answer to a submission; a number in a problem document, where it adds nothing.</summary>
    public JsonElement Status { get; init; }

    /// <summary>The largest revision that the server stores, in a `duplicate`.</summary>
    public long? Revision { get; init; }

    /// <summary>The first fault of a refused submission.</summary>
    public string? Error { get; init; }

    /// <summary>All faults of a refused submission.</summary>
    public IReadOnlyList<SubmissionFault>? Errors { get; init; }

    /// <summary>True if the server does not know the submission's client; a newer server will.</summary>
    public bool IsUnknownClient => Errors?.Any(fault => fault is { Pointer: "/client", Code: "unsupported" }) is true;
}

/// <summary>One fault of a refused submission.</summary>
internal sealed record SubmissionFault
{
    /// <summary>A JSON pointer to the fault.</summary>
    public string? Pointer { get; init; }

    /// <summary>Its meaning never changes.</summary>
    public string? Code { get; init; }
}

/// <summary>How a server answered a submission.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The answer, word for word.</summary>
    public ServerAnswer? Answer { get; init; }

    /// <summary>Something in it was new, and is stored.</summary>
    internal sealed record Accepted : SendOutcome;

    /// <summary>Nothing in it was new to the server.</summary>
    /// <param name="StoredRevision">The largest revision that the server stores for its days, if it says so.</param>
    internal sealed record Duplicate(long? StoredRevision) : SendOutcome;

    /// <summary>The server does not know the submission's client yet; after an update it may be sent again.</summary>
    internal sealed record NotYet(string Reason) : SendOutcome;

    /// <summary>The same bytes will never be accepted.</summary>
    internal sealed record Refused(string Reason) : SendOutcome;

    /// <summary>It was not stored, or that is unknown; the same may be sent again, preferably after the server's Retry-After.</summary>
    internal sealed record TryLater(string Reason, RetryConditionHeaderValue? RetryAfter) : SendOutcome;
}

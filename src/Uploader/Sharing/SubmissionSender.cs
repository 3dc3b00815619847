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
        return Read(answer, SubmissionAnswer.From(answer)) with { Answer = answer };
    }

    private static SendOutcome Read(ServerAnswer answer, SubmissionAnswer? said)
    {
        var status = said?.Status is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        return ((HttpStatusCode?)answer.Status, status) switch
        {
            (null, _) => new SendOutcome.TryLater(answer.Failure!, null),
            // Proxies, portals and wrong addresses use the same status codes and words, and the content of a past day never changes.
            (HttpStatusCode.OK, "ok") when said!.HasReceipt => new SendOutcome.Accepted(),
            // The server has no revision of a deleted day.
            (HttpStatusCode.OK, "duplicate") => new SendOutcome.Duplicate(said!.Revision),
            (HttpStatusCode.BadRequest, _) when said?.IsUnknownClient is true => new SendOutcome.NotYet(
                ServerAnswer.Printable(said.Error, MaxReasonLength)
            ),
            (
                HttpStatusCode.BadRequest
                    or HttpStatusCode.Unauthorized
                    or HttpStatusCode.RequestEntityTooLarge
                    or HttpStatusCode.UnsupportedMediaType,
                _
            ) when said?.IsFinal is true => new SendOutcome.Refused(
                $"{answer.Status} {ServerAnswer.Printable(said.Error, MaxReasonLength)}".TrimEnd()
            ),
            _ => new SendOutcome.TryLater($"the server answered {answer.Status}", answer.RetryAfter),
        };
    }
}

/// <summary>The members that are read of a server's answer to a submission or a deletion.</summary>
internal sealed record SubmissionAnswer
{
    // docs/wire.md: those about a submission. `framing` is not among them: what broke the request may have happened on its way.
    private static readonly string[] FinalCodes =
    [
        "json", "depth", "duplicate_member", "encoding", "missing", "type", "range", "length", "pattern", "unsupported", "unknown_member",
        "too_many", "duplicate_day", "epoch", "too_old", "in_future", "signature", "too_large", "media_type",
    ];

    /// <summary>
    /// What the server said, or null if it cannot have been our server. 200 comes as JSON and all else as a problem document; proxies and
    /// portals answer differently.
    /// </summary>
    public static SubmissionAnswer? From(ServerAnswer answer)
    {
        var type = answer.Status is (int)HttpStatusCode.OK ? "application/json" : "application/problem+json";
        try
        {
            return type.Equals(answer.MediaType, StringComparison.OrdinalIgnoreCase)
                ? JsonSerializer.Deserialize(answer.Body, ClientJson.Default.SubmissionAnswer)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A string in an answer to a submission; a number in a problem document, where it adds nothing.</summary>
    public JsonElement Status { get; init; }

    /// <summary>32 hex digits in every answer that something was done. A health check that also says `ok` has none.</summary>
    public JsonElement Receipt { get; init; }

    /// <summary>The largest revision that the server stores, in a `duplicate`.</summary>
    public long? Revision { get; init; }

    /// <summary>The first fault of a refused submission.</summary>
    public string? Error { get; init; }

    /// <summary>All faults of a refused submission.</summary>
    public IReadOnlyList<SubmissionFault>? Errors { get; init; }

    public bool HasReceipt => Receipt.ValueKind is JsonValueKind.String && Guid.TryParseExact(Receipt.GetString(), "N", out _);

    /// <summary>True if a fault has one of the codes with which the server refuses a submission for good.</summary>
    public bool IsFinal => Errors?.Any(fault => fault?.Code is { } code && FinalCodes.Contains(code)) is true;

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

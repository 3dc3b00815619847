using System.Net;
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
            // Proxies, portals and wrong addresses use the same numbers, and a day that is over never changes again.
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

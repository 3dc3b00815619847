using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Otlp;

/// <summary>
/// ExportLogsServiceResponse of OTLP (opentelemetry/proto/collector/logs/v1), the answer to logs: how many of them were not recorded.
/// </summary>
internal static class PartialSuccess
{
    // Shorter than 128 bytes, so that its length is one byte.
    private const string Reason = "The day has as much as may be recorded.";

    public static byte[] ToJson(int rejected) =>
        Encoding.ASCII.GetBytes(
            rejected == 0
                ? "{\"partialSuccess\":{}}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{\"partialSuccess\":{{\"rejectedLogRecords\":\"{rejected}\",\"errorMessage\":\"{Reason}\"}}}}"
                )
        );

    /// <summary>Empty if all were recorded.</summary>
    public static byte[] ToProtobuf(int rejected)
    {
        if (rejected == 0)
        {
            return [];
        }

        // Field 1 of the answer is a message with the fields 1, the count, and 2, the reason.
        byte[] partial = [0x08, .. Varint(rejected), 0x12, (byte)Reason.Length, .. Encoding.ASCII.GetBytes(Reason)];
        return [0x0A, (byte)partial.Length, .. partial];
    }

    private static IEnumerable<byte> Varint(int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            yield return (byte)(number | 0x80);
        }

        yield return (byte)number;
    }
}

/// <summary>google.rpc.Status, the answer to a request that was not taken: why, in its field 2, the message.</summary>
internal static class OtlpFault
{
    /// <summary>Answers in the form of the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="reason">ASCII without quotes, shorter than 128 characters, so that its length is one byte.</param>
    public static async Task WriteAsync(HttpContext context, int status, string reason)
    {
        var type = OtlpType.FromRequest(context) ?? OtlpType.Json;
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        var message = Encoding.ASCII.GetBytes(reason);
        byte[] body = type is OtlpType.Json
            ? [.. "{\"message\":\""u8, .. message, .. "\"}"u8]
            : [0x12, (byte)message.Length, .. message];
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

/// <summary>The two forms of OTLP over HTTP.</summary>
internal static class OtlpType
{
    public const string Json = "application/json";
    public const string Protobuf = "application/x-protobuf";

    /// <summary>The form of a request; null if it is another.</summary>
    public static string? FromRequest(HttpContext context)
    {
        var type = (context.Request.ContentType ?? "").Split(';')[0].Trim();
        return type.Equals(Json, StringComparison.OrdinalIgnoreCase) ? Json
            : type.Equals(Protobuf, StringComparison.OrdinalIgnoreCase) ? Protobuf
            : null;
    }
}

using System.Globalization;
using System.Text;

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

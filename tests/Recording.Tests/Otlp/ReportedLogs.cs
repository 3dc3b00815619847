using System.Text;
using System.Text.Json;
using ToolTime.Recording.Otlp;

namespace ToolTime.Recording.Tests.Otlp;

/// <summary>Bodies of `/v1/logs` with one record, in both forms, and what is recorded from them.</summary>
internal static class ReportedLogs
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A Claude Code record; each value is a string, a number or a Boolean.</summary>
    public static byte[] Json(string body, params (string Name, object Value)[] attributes) =>
        Encoding.UTF8.GetBytes(
            $$$"""{"resourceLogs":[{"resource":{"attributes":[{"key":"service.version","value":{"stringValue":"2.1.332"}}]},"scopeLogs":[{"scope":{"name":"s"},"logRecords":[{"timeUnixNano":"1795942607168000000","body":{"stringValue":{{{Quoted(body)}}}},"attributes":[{{{string.Join(',', attributes.Select(Attribute))}}}]}]}]}]}"""
        );

    /// <summary>The same as protobuf.</summary>
    public static byte[] Protobuf(string body, params (string Name, object Value)[] attributes)
    {
        byte[] record =
        [
            .. Fixed64(1, 1795942607168000000),
            .. Bytes(5, Bytes(1, Encoding.UTF8.GetBytes(body))),
            .. attributes.SelectMany(attribute => Bytes(6, [.. Text(1, attribute.Name), .. Bytes(2, Value(attribute.Value))])),
        ];
        byte[] resource = Bytes(1, Bytes(1, [.. Text(1, "service.version"), .. Bytes(2, Text(1, "2.1.332"))]));
        return Bytes(1, [.. resource, .. Bytes(2, [.. Bytes(1, Text(1, "s")), .. Bytes(2, record)])]);
    }

    public static IReadOnlyList<OtlpEvent> Read(byte[] json)
    {
        var reading = new OtlpReading(Now);
        OtlpJsonReader.Read(json, reading);
        return reading.Events;
    }

    public static IReadOnlyList<OtlpEvent> ReadProtobuf(byte[] message)
    {
        var reading = new OtlpReading(Now);
        OtlpProtobufReader.Read(message, reading);
        return reading.Events;
    }

    public static string Line(OtlpEvent reported) => Encoding.UTF8.GetString(OtlpEventLine.Write(reported));

    public static byte[] Bytes(int field, byte[] content) =>
        [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    public static byte[] Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Fixed64(int field, ulong number) => [.. Varint((ulong)((field << 3) | 1)), .. BitConverter.GetBytes(number)];

    private static byte[] Value(object value) =>
        value switch
        {
            string text => Text(1, text),
            bool truth => [.. Varint((2 << 3) | 0), truth ? (byte)1 : (byte)0],
            int whole => [.. Varint((3 << 3) | 0), .. Varint((ulong)(long)whole)],
            double number => [.. Varint((4 << 3) | 1), .. BitConverter.GetBytes(number)],
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static string Attribute((string Name, object Value) attribute)
    {
        var (kind, value) = attribute.Value switch
        {
            string text => ("stringValue", Quoted(text)),
            bool truth => ("boolValue", truth ? "true" : "false"),
            int whole => ("intValue", $"\"{whole}\""),
            double number => ("doubleValue", number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
            _ => throw new ArgumentOutOfRangeException(nameof(attribute)),
        };
        return $$$"""{"key":{{{Quoted(attribute.Name)}}},"value":{"{{{kind}}}":{{{value}}}}}""";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}

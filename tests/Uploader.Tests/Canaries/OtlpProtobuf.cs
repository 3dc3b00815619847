using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Tests.Canaries;

/// <summary>Converts a JSON body of `/v1/logs` to protobuf.</summary>
internal static class OtlpProtobuf
{
    public static byte[] From(JsonNode body) => All(body["resourceLogs"], 1, ResourceLogs);

    private static byte[] ResourceLogs(JsonNode logs) =>
        [
            .. Message(1, All(logs["resource"]?["attributes"], 1, Attribute)),
            .. All(logs["scopeLogs"], 2, scope => All(scope["logRecords"], 2, Record)),
        ];

    private static byte[] Record(JsonNode record) =>
        [
            .. Varint((1 << 3) | 1),
            .. BitConverter.GetBytes(
                ulong.Parse(record["timeUnixNano"]?.GetValue<string>() ?? "0", System.Globalization.CultureInfo.InvariantCulture)
            ),
            .. record["body"] is { } text ? Message(5, Value(text)) : [],
            .. All(record["attributes"], 6, Attribute),
        ];

    private static byte[] Attribute(JsonNode attribute) =>
        [.. Message(1, Encoding.UTF8.GetBytes(attribute["key"]!.GetValue<string>())), .. Message(2, Value(attribute["value"]!))];

    private static byte[] Value(JsonNode value)
    {
        if (value.AsObject().FirstOrDefault() is not { Key: { } kind, Value: { } content })
        {
            return [];
        }

        return kind switch
        {
            "stringValue" => Message(1, Encoding.UTF8.GetBytes(content.GetValue<string>())),
            "boolValue" => [.. Varint(2 << 3), content.GetValue<bool>() ? (byte)1 : (byte)0],
            // A string in place of a number.
            "intValue" when !long.TryParse(content.ToString(), out _) => Message(1, Encoding.UTF8.GetBytes(content.ToString())),
            "intValue" => [.. Varint(3 << 3), .. Varint((ulong)Number(content))],
            "doubleValue" => [.. Varint((4 << 3) | 1), .. BitConverter.GetBytes((double)Number(content))],
            "arrayValue" => Message(5, All(content["values"], 1, Value)),
            "kvlistValue" => Message(6, All(content["values"], 1, Attribute)),
            _ => [],
        };
    }

    private static decimal Number(JsonNode number) =>
        decimal.Parse(
            number.GetValueKind() is JsonValueKind.String ? number.GetValue<string>() : number.ToJsonString(),
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static byte[] All(JsonNode? list, int field, Func<JsonNode, byte[]> write) =>
        [.. (list?.AsArray() ?? []).OfType<JsonNode>().SelectMany(item => Message(field, write(item)))];

    private static byte[] Message(int field, byte[] content) =>
        [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;

namespace ToolTime.Transcripts;

/// <summary>
/// Reads members that may be missing or of another type than expected: clients change what they write without notice. For the clients
/// whose transcripts are small; those of Claude Code and Codex are read without a document.
/// </summary>
internal static class JsonMembers
{
    /// <summary>A member; undefined where there is none.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A member that is a text; empty where it is none.</summary>
    public static string Text(this JsonElement element, string name)
    {
        if (element.Get(name) is not { ValueKind: JsonValueKind.String } member)
        {
            return "";
        }

        try
        {
            return member.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonLine.Unescape(JsonMarshal.GetRawUtf8Value(member)[1..^1]);
        }
    }

    /// <summary>True where the member is true.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Get(name).ValueKind is JsonValueKind.True;

    /// <summary>The elements of a member; none where it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];

    /// <summary>The members of a member; none where it is no object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } member ? member.EnumerateObject() : [];

    /// <summary>A whole number; null where the member is anything else.</summary>
    public static long? Whole(this JsonElement element, string name)
    {
        if (element.Get(name) is not { ValueKind: JsonValueKind.Number } member)
        {
            return null;
        }

        return member.TryGetInt64(out var whole) ? whole
            : member.TryGetDouble(out var number) && JsonLine.IsWhole(number) ? (long)number
            : null;
    }

    /// <summary>Milliseconds, of which fractions do not matter; -1 where the member is no number of them.</summary>
    public static long Duration(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) && number is >= 0 and < 1e12
            ? (long)number
            : -1;

    /// <summary>A count of tokens; one that is missing or null is none.</summary>
    /// <exception cref="ForeignLineException">It is anything else than a whole number up to 2^32.</exception>
    public static long Tokens(this JsonElement element, string name) =>
        element.TokenTotal(name) is <= uint.MaxValue and var count ? count : throw new ForeignLineException();

    /// <summary>A sum of many counts, which may be larger than each of them.</summary>
    /// <exception cref="ForeignLineException">It is no whole number.</exception>
    public static long TokenTotal(this JsonElement element, string name) =>
        element.Get(name).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? 0
        : element.Whole(name) is >= 0 and var count ? count
        : throw new ForeignLineException();

    /// <summary>Millionths of a dollar; -1 where the member is no amount above 0: a client that knows no price writes 0.</summary>
    public static long CostMicros(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var dollars) && dollars is > 0 and < 1e6
            ? (long)Math.Round(dollars * 1e6)
            : -1;

    /// <summary>UTC milliseconds since 1970 of an ISO 8601 instant; null where it is none.</summary>
    public static long? Milliseconds(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.String } member && member.TryGetDateTimeOffset(out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : null;

    /// <summary>UTC seconds since 1970 of an ISO 8601 instant; null where it is none between 1970 and 2106.</summary>
    public static uint? Instant(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.String } member
        && member.TryGetDateTimeOffset(out var instant)
        && instant.ToUnixTimeSeconds() is >= 0 and <= uint.MaxValue and var seconds
            ? (uint)seconds
            : null;
}

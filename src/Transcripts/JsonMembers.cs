using System.Runtime.InteropServices;
using System.Text.Json;

namespace ToolTime.Transcripts;

/// <summary>
/// Reads members that may be missing or of an unexpected type: clients change their formats without notice. For clients with small
/// transcripts; those of Claude Code and Codex are read without a document.
/// </summary>
internal static class JsonMembers
{
    /// <summary>A member; undefined if missing.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A string member; empty if it is not a string.</summary>
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

    /// <summary>True if the member is true.</summary>
    public static bool IsTrue(this JsonElement element, string name) => element.Get(name).ValueKind is JsonValueKind.True;

    /// <summary>The elements of an array member; none if it is not an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];

    /// <summary>The members of an object member; none if it is not an object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } member ? member.EnumerateObject() : [];

    /// <summary>A whole number; null if the member is anything else.</summary>
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

    /// <summary>Milliseconds, without fractions; -1 if the member is not a valid number.</summary>
    public static long Duration(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) && number is >= 0 and < 1e12
            ? (long)number
            : -1;

    /// <summary>A token count; 0 if missing or null.</summary>
    /// <exception cref="ForeignLineException">It is anything but a whole number up to 2^32.</exception>
    public static long Tokens(this JsonElement element, string name) =>
        element.TokenTotal(name) is <= uint.MaxValue and var count ? count : throw new ForeignLineException();

    /// <summary>A token count of a client that subtracts some from others, so that one may be below 0.</summary>
    /// <exception cref="ForeignLineException">It is anything but a whole number of at most 2^32 either way.</exception>
    public static long TokenDifference(this JsonElement element, string name) =>
        element.Count(name) is >= -uint.MaxValue and <= uint.MaxValue and var count ? count : throw new ForeignLineException();

    /// <summary>A sum of many counts, which may be larger than each.</summary>
    /// <exception cref="ForeignLineException">It is not a whole number.</exception>
    public static long TokenTotal(this JsonElement element, string name) =>
        element.Count(name) is >= 0 and var count ? count : throw new ForeignLineException();

    private static long Count(this JsonElement element, string name) =>
        element.Get(name).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? 0
        : element.Whole(name) ?? throw new ForeignLineException();

    /// <summary>True for an object that has members, but none of these: what it says is not understood.</summary>
    public static bool Lacks(this JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return false;
        }

        foreach (var name in names)
        {
            if (element.TryGetProperty(name, out _))
            {
                return false;
            }
        }

        return element.EnumerateObject().Any();
    }

    /// <inheritdoc cref="RecordedCost.Micros"/>
    public static long CostMicros(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var dollars)
            ? RecordedCost.Micros(dollars)
            : -1;

    /// <summary>UTC milliseconds since 1970 of an ISO 8601 instant, or null.</summary>
    public static long? Milliseconds(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.String } member && member.TryGetDateTimeOffset(out var instant)
            ? instant.ToUnixTimeMilliseconds()
            : null;

    /// <summary>UTC seconds since 1970 of an ISO 8601 instant; null if it is not one between 1970 and 2106.</summary>
    public static uint? Instant(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.String } member
        && member.TryGetDateTimeOffset(out var instant)
        && instant.ToUnixTimeSeconds() is >= 0 and <= uint.MaxValue and var seconds
            ? (uint)seconds
            : null;
}

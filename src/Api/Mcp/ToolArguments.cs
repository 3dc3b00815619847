using System.Globalization;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace ToolTime.Api.Mcp;

/// <summary>
/// A call's arguments as agents write them: null means omitted, and a whole number may come as <c>13.0</c> or as a string.
/// </summary>
internal static class ToolArguments
{
    /// <summary>A string argument; null if there is none.</summary>
    public static string? Text(CallToolRequestParams call, string name) =>
        Find(call, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether an argument is something other than a string.</summary>
    public static bool IsNoText(CallToolRequestParams call, string name) => Find(call, name) is { ValueKind: not JsonValueKind.String };

    /// <summary>A whole number, or <paramref name="usual"/> if omitted; null if it is anything else.</summary>
    public static int? Whole(CallToolRequestParams call, string name, int usual) =>
        Find(call, name) switch
        {
            null => usual,
            { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => Whole(value),
            { ValueKind: JsonValueKind.String } text when Read(text.GetString()) is { } value => Whole(value),
            _ => null,
        };

    private static decimal? Read(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int? Whole(decimal value) =>
        value == decimal.Truncate(value) && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    private static JsonElement? Find(CallToolRequestParams call, string name) =>
        call.Arguments?.TryGetValue(name, out var value) is true && value.ValueKind is not JsonValueKind.Null ? value : null;
}

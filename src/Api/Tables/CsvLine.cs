using System.Buffers;
using System.Globalization;
using System.Text;

namespace ToolTime.Api.Tables;

/// <summary>
/// A line of comma-separated values (RFC 4180). Text that a spreadsheet would read as a formula is prefixed with an apostrophe, which
/// spreadsheets show as text.
/// </summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> FormulaSigns = SearchValues.Create("=+-@\t\r");

    /// <summary>Appends a line of strings, numbers, days, booleans and nulls.</summary>
    public static void Append(StringBuilder lines, IEnumerable<object?> cells) => lines.Append(From(cells)).Append("\r\n");

    /// <summary>A line without its end.</summary>
    public static string From(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(text.AsSpan(0, Math.Min(1, text.Length)).ContainsAny(FormulaSigns) ? "'" + text : text),
        bool truth => truth ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Quoted(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

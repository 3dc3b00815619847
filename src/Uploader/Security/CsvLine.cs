namespace ToolTime.Uploader.Security;

/// <summary>A line of CSV as RFC 4180 has it.</summary>
internal static class CsvLine
{
    public static string From(params IEnumerable<string> fields) => string.Join(',', fields.Select(Field));

    // A spreadsheet takes what begins so for a formula.
    private static string Field(string text)
    {
        if (text is ['=' or '+' or '-' or '@', ..])
        {
            text = "'" + text;
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using System.Text;
using System.Text.Json;

namespace ToolTime.Api.Mcp;

/// <summary>Keeps answers small enough for an agent's context: at most 30,000 bytes as sent.</summary>
internal static class AnswerSize
{
    /// <summary>The maximum number of bytes in an answer.</summary>
    public const int MaximumBytes = 30_000;

    /// <summary>Bytes reserved for what surrounds the rows, including the notice that rows were left out.</summary>
    public const int Around = 1_000;

    /// <summary>As many of the first rows as fit, as a JSON list, and a notice if rows were left out.</summary>
    /// <param name="rows">Rows as JSON, most used first.</param>
    /// <param name="whole">The endpoint that lists all of them, or null.</param>
    public static (string Text, string? Cut) Fit(IReadOnlyList<string> rows, string? whole = null)
    {
        var text = new StringBuilder("[");
        var (bytes, stored) = (Around, 0);
        foreach (var row in rows)
        {
            // The list is sent as a string within JSON, where quotes and non-ASCII characters need more bytes.
            bytes += JsonEncodedText.Encode(row).EncodedUtf8Bytes.Length + 1;
            if (bytes > MaximumBytes)
            {
                return (
                    text.Append(']').ToString(),
                    $"Only the first {stored} of {rows.Count} rows are listed here{(whole is null ? "" : $"; GET {whole} lists all")}."
                );
            }

            text.Append(stored++ == 0 ? "" : ",").Append(row);
        }

        return (text.Append(']').ToString(), null);
    }
}

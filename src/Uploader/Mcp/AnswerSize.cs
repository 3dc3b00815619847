using System.Text;
using System.Text.Json;

namespace ToolTime.Uploader.Mcp;

/// <summary>Makes answers small enough for an agent's context: at most 30,000 bytes as they are sent.</summary>
internal static class AnswerSize
{
    /// <summary>The most bytes of an answer.</summary>
    public const int MaximumBytes = 30_000;

    // What an answer has around its text.
    private const int Around = 1_000;

    /// <summary>An answer with as many rows a table as fit, which are halved until they do.</summary>
    /// <param name="make">Makes the answer with at most so many rows a table, as JSON; it says itself what it leaves out.</param>
    /// <param name="isTwice">Whether it is sent as structured content too.</param>
    public static string Fit(Func<int, string> make, bool isTwice = false)
    {
        const int mostRows = 128;
        for (var rows = mostRows; ; rows /= 2)
        {
            var text = make(rows);
            if (
                rows == 0
                || Around + JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length + (isTwice ? Encoding.UTF8.GetByteCount(text) : 0)
                    <= MaximumBytes
            )
            {
                return text;
            }
        }
    }

    /// <summary>The first rows as a JSON list, as many as fit, and where some were left out a notice that says so.</summary>
    public static (string Text, string? Cut) Fit(IReadOnlyList<string> rows)
    {
        var text = new StringBuilder("[");
        var (bytes, count) = (Around, 0);
        foreach (var row in rows)
        {
            bytes += JsonEncodedText.Encode(row).EncodedUtf8Bytes.Length + 1;
            if (bytes > MaximumBytes)
            {
                return (text.Append(']').ToString(), $"Only the first {count} of {rows.Count} rows are shown here.");
            }

            text.Append(count++ == 0 ? "" : ",").Append(row);
        }

        return (text.Append(']').ToString(), null);
    }
}

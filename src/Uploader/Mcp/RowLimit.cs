using System.Text;
using System.Text.Json;
using ToolTime.Api.Mcp;

namespace ToolTime.Uploader.Mcp;

/// <summary>Leaves out rows of tables until an answer is small enough for an agent's context.</summary>
internal static class RowLimit
{
    /// <summary>An answer with as many rows per table as fit: they are halved until it does.</summary>
    /// <param name="make">Makes the answer with at most the given number of rows per table, as JSON; it says itself what it leaves out.</param>
    /// <param name="hasStructuredContent">Whether it is sent as structured content too.</param>
    public static string Fit(Func<int, string> make, bool hasStructuredContent = false)
    {
        const int mostRows = 128;
        for (var rows = mostRows; ; rows /= 2)
        {
            var text = make(rows);
            if (
                rows == 0
                || AnswerSize.Around
                    + JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length
                    + (hasStructuredContent ? Encoding.UTF8.GetByteCount(text) : 0)
                    <= AnswerSize.MaximumBytes
            )
            {
                return text;
            }
        }
    }
}

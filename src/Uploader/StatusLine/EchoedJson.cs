using System.Text.Json;
using ToolTime.Recording.Json;

namespace ToolTime.Uploader.StatusLine;

/// <summary>
/// JSON that a wrapper passes on by a shell's `echo`, which unescapes it: the backslashes of Windows paths become single ones, and line
/// ends and tabs are no longer escaped.
/// </summary>
internal static class EchoedJson
{
    /// <summary>The JSON as a document, whether it was unescaped or not.</summary>
    /// <exception cref="JsonException">It is not JSON even then.</exception>
    public static JsonDocument Parse(byte[] json)
    {
        try
        {
            return ForeignJson.Parse(json);
        }
        catch (JsonException)
        {
            return ForeignJson.Parse(Escape(json));
        }
    }

    private static byte[] Escape(ReadOnlySpan<byte> json)
    {
        var escaped = new List<byte>(2 * json.Length);
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var b = json[i];
            isText ^= b is (byte)'"';
            escaped.Add(isText && b < (byte)' ' ? (byte)' ' : b);
            if (isText && b is (byte)'\\')
            {
                // What follows an escape's backslash neither ends the text nor begins another escape.
                escaped.Add(IsEscape(json[(i + 1)..]) ? json[++i] : b);
            }
        }

        return [.. escaped];
    }

    private static bool IsEscape(ReadOnlySpan<byte> rest) =>
        rest is [(byte)'u', var a, var b, var c, var d, ..]
            ? char.IsAsciiHexDigit((char)a) && char.IsAsciiHexDigit((char)b)
                && char.IsAsciiHexDigit((char)c) && char.IsAsciiHexDigit((char)d)
            : rest is [(byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t', ..];
}

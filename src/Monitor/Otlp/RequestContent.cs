using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Otlp;

/// <summary>Reads a request's body, compressed or not, up to a limit.</summary>
internal static class RequestContent
{
    private const int FirstBytes = 64 * 1024;

    /// <summary>Whether the body is not compressed.</summary>
    public static bool IsPlain(HttpContext context) => Encoding(context) is "" or "identity";

    /// <summary>The content; null if its compression is unknown.</summary>
    /// <exception cref="ContentTooLongException">It is longer than <paramref name="most"/>.</exception>
    /// <exception cref="InvalidDataException">It is not compressed as stated.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int most)
    {
        if (IsPlain(context))
        {
            return await ReadAsync(context.Request.Body, most, context.RequestAborted);
        }

        // RFC 9110: an old alias of gzip.
        if (Encoding(context) is not ("gzip" or "x-gzip"))
        {
            return null;
        }

        await using var unpacked = new GZipStream(context.Request.Body, CompressionMode.Decompress);
        return await ReadAsync(unpacked, most, context.RequestAborted);
    }

    private static string Encoding(HttpContext context) => context.Request.Headers.ContentEncoding.ToString().ToLowerInvariant();

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int most, CancellationToken cancellation)
    {
        var content = new byte[Math.Min(FirstBytes, most + 1)];
        var length = 0;
        while (true)
        {
            if (length == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(2L * content.Length, most + 1));
            }

            var read = await stream.ReadAsync(content.AsMemory(length), cancellation);
            length += read;
            if (length > most)
            {
                throw new ContentTooLongException();
            }

            if (read == 0)
            {
                return content.AsMemory(0, length);
            }
        }
    }
}

/// <summary>A request is larger than allowed.</summary>
internal sealed class ContentTooLongException() : Exception("The content is too long.");

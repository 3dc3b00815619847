using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ToolTime.Api.Submissions;

/// <summary>Reads the body of a submission, never more of it than may be.</summary>
internal static class SubmissionBody
{
    /// <summary>The most bytes of a body, as sent and when decompressed.</summary>
    public const int MaximumBytes = 256 * 1024;

    /// <summary>The most bytes of a body in chunks, each of which may hold one byte, with five around it.</summary>
    private const int MaximumBytesWithChunks = 7 * MaximumBytes;

    public static async Task<BodyReading> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return new BodyReading.NotJson();
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaximumBytesWithChunks;
        }

        if (request.ContentLength > MaximumBytes)
        {
            // What is a little too large is read away after the answer; what is more ends the connection, and the client must know.
            if (request.ContentLength > MaximumBytesWithChunks)
            {
                request.HttpContext.Response.Headers.Connection = "close";
            }

            return new BodyReading.TooLarge();
        }

        return request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
        {
            "" or "identity" => await ReadAsync(request.Body, request.ContentLength, cancellationToken),
            // RFC 9110: an old name of the same.
            "gzip" or "x-gzip" => await InflateAsync(new GZipStream(request.Body, CompressionMode.Decompress), cancellationToken),
            "br" => await InflateAsync(new BrotliStream(request.Body, CompressionMode.Decompress), cancellationToken),
            _ => new BodyReading.UnknownEncoding(),
        };
    }

    /// <summary>Reads what a stream inflates, and no more of it than shows that it is too much.</summary>
    internal static async Task<BodyReading> InflateAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using (stream)
        {
            try
            {
                return await ReadAsync(stream, length: null, cancellationToken);
            }
            catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
            {
                return new BodyReading.Damaged();
            }
        }
    }

    private static async Task<BodyReading> ReadAsync(Stream stream, long? length, CancellationToken cancellationToken)
    {
        // One byte more than is expected, to see the end without a second buffer; but what was only announced gets little.
        var buffer = new byte[Math.Min(length is { } announced ? announced + 1 : 4096, 16 * 1024)];
        var read = 0;
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(read), cancellationToken) is > 0 and var count)
            {
                read += count;
                if (read > MaximumBytes)
                {
                    return new BodyReading.TooLarge();
                }

                if (read == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 4, MaximumBytes + 1));
                }
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new BodyReading.TooLarge();
        }
        catch (IOException)
        {
            return new BodyReading.Incomplete();
        }

        return new BodyReading.Complete(buffer.AsMemory(0, read));
    }
}

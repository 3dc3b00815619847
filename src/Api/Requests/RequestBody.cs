using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Requests;

/// <summary>Reads a request's JSON body, up to its size limit.</summary>
internal static class RequestBody
{
    /// <summary>The maximum number of bytes in a body, both as sent and when decompressed.</summary>
    public const int MaximumBytes = 256 * 1024;

    /// <summary>A one-byte chunk is six bytes; one more for chunk extensions.</summary>
    private const int ChunkOverhead = 7;

    private static readonly string[] Utf8Names = ["utf-8", "utf8", "us-ascii", "ascii"];

    /// <summary>Reads a body whose content type is JSON: other sites' pages cannot send that without permission.</summary>
    public static async Task<BodyReading> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.HasJsonContentType() ? await ReadAsync(request, cancellationToken) : new BodyReading.NotJson();

    /// <summary>Reads a body whatever its content type, since programs omit it and curl sends that of a form; but only UTF-8.</summary>
    public static Task<BodyReading> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, MaximumBytes, cancellationToken);

    /// <summary>Reads a body with a smaller size limit.</summary>
    public static async Task<BodyReading> ReadAsync(HttpRequest request, int maximumBytes, CancellationToken cancellationToken)
    {
        if (!IsUtf8(request))
        {
            return new BodyReading.NotUtf8();
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = ChunkOverhead * MaximumBytes;
        }

        if (request.ContentLength > maximumBytes)
        {
            // The rest of a slightly oversized body is read after the answer; a larger one ends the connection, and the client must know.
            if (request.ContentLength > ChunkOverhead * MaximumBytes)
            {
                request.HttpContext.Response.Headers.Connection = "close";
            }

            return new BodyReading.TooLarge(maximumBytes);
        }

        return request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
        {
            "" or "identity" => await ReadAsync(request.Body, request.ContentLength, maximumBytes, cancellationToken),
            // RFC 9110: an old alias of gzip.
            "gzip" or "x-gzip" => await InflateAsync(new GZipStream(request.Body, CompressionMode.Decompress), maximumBytes, cancellationToken),
            "br" => await InflateAsync(new BrotliStream(request.Body, CompressionMode.Decompress), maximumBytes, cancellationToken),
            _ => new BodyReading.UnknownEncoding(),
        };
    }

    /// <summary>The answer to a body that could not be read.</summary>
    public static JsonHttpResult<ProblemDocument> Refuse(BodyReading reading) => reading switch
    {
        BodyReading.TooLarge large => Problem.Create(
            StatusCodes.Status413PayloadTooLarge, FaultCode.TooLarge, $"The body may have at most {large.MaximumBytes} bytes, also after decompression."),
        BodyReading.NotJson => Problem.Create(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.MediaType, "The content type must be application/json."),
        BodyReading.NotUtf8 => Problem.Create(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.MediaType, "The body must be UTF-8."),
        BodyReading.UnknownEncoding => Problem.Create(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.Encoding, "The content encoding must be gzip or br, or none."),
        BodyReading.Incomplete => Problem.Create(
            StatusCodes.Status400BadRequest, FaultCode.Json, "The body is incomplete."),
        BodyReading.Damaged => Problem.Create(
            StatusCodes.Status400BadRequest, FaultCode.Encoding, "The body does not match its content encoding."),
        _ => throw new ArgumentOutOfRangeException(nameof(reading)),
    };

    /// <summary>Reads a decompressing stream, up to one byte beyond the limit.</summary>
    internal static async Task<BodyReading> InflateAsync(Stream stream, int maximumBytes, CancellationToken cancellationToken)
    {
        await using (stream)
        {
            try
            {
                return await ReadAsync(stream, length: null, maximumBytes, cancellationToken);
            }
            catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
            {
                return new BodyReading.Damaged();
            }
        }
    }

    /// <summary>Whether the content type has no charset, or UTF-8 or ASCII, which is part of it.</summary>
    private static bool IsUtf8(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        || !type.Charset.HasValue
        || Utf8Names.Contains(type.Charset.Value.Trim('"'), StringComparer.OrdinalIgnoreCase);

    private static async Task<BodyReading> ReadAsync(Stream stream, long? length, int maximumBytes, CancellationToken cancellationToken)
    {
        // One byte more than expected, to detect the end without a second buffer; but little for a length that is only announced.
        var buffer = new byte[Math.Min(length is { } announced ? announced + 1 : 4096, 16 * 1024)];
        var read = 0;
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(read), cancellationToken) is > 0 and var count)
            {
                read += count;
                if (read > maximumBytes)
                {
                    return new BodyReading.TooLarge(maximumBytes);
                }

                if (read == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 4, maximumBytes + 1));
                }
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new BodyReading.TooLarge(maximumBytes);
        }
        catch (IOException)
        {
            return new BodyReading.Incomplete();
        }

        return new BodyReading.Complete(buffer.AsMemory(0, read));
    }
}

/// <summary>The result of reading a body.</summary>
internal abstract record BodyReading
{
    private BodyReading()
    {
    }

    /// <summary>The whole body, decompressed.</summary>
    /// <param name="Bytes">All of it, which a signature covers.</param>
    public sealed record Complete(ReadOnlyMemory<byte> Bytes) : BodyReading
    {
        /// <summary>
        /// The body without the byte order mark that some programs put before JSON. RFC 8259, section 8.1, lets a reader ignore it.
        /// </summary>
        public ReadOnlyMemory<byte> Json => Bytes.Span.StartsWith("\uFEFF"u8) ? Bytes["\uFEFF"u8.Length..] : Bytes;
    }

    /// <summary>The body exceeds its size limit.</summary>
    public sealed record TooLarge(int MaximumBytes) : BodyReading;

    public sealed record NotJson : BodyReading;

    /// <summary>The content type has another character encoding.</summary>
    public sealed record NotUtf8 : BodyReading;

    public sealed record UnknownEncoding : BodyReading;

    /// <summary>The framing is broken, or the body ended early.</summary>
    public sealed record Incomplete : BodyReading;

    /// <summary>The body does not match its content encoding.</summary>
    public sealed record Damaged : BodyReading;
}

using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Requests;

/// <summary>Reads the JSON body of a request, never more of it than may be.</summary>
internal static class RequestBody
{
    /// <summary>The most bytes of a body, as sent and when decompressed.</summary>
    public const int MaximumBytes = 256 * 1024;

    /// <summary>In chunks each byte may have five around it, so that a body takes up to so many times its bytes.</summary>
    private const int ChunkOverhead = 7;

    private static readonly string[] Utf8Names = ["utf-8", "utf8", "us-ascii", "ascii"];

    /// <summary>Reads a body that says that it is JSON: a page of another site cannot send that unasked.</summary>
    public static async Task<BodyReading> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.HasJsonContentType() ? await ReadAsync(request, cancellationToken) : new BodyReading.NotJson();

    /// <summary>
    /// Reads a body whatever its content type says, since programs forget it and curl says that it is a form; but only UTF-8.
    /// </summary>
    public static Task<BodyReading> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, MaximumBytes, cancellationToken);

    /// <summary>The same, of a body that may have fewer bytes.</summary>
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
            // What is a little too large is read away after the answer; what is more ends the connection, and the client must know.
            if (request.ContentLength > ChunkOverhead * MaximumBytes)
            {
                request.HttpContext.Response.Headers.Connection = "close";
            }

            return new BodyReading.TooLarge(maximumBytes);
        }

        return request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
        {
            "" or "identity" => await ReadAsync(request.Body, request.ContentLength, maximumBytes, cancellationToken),
            // RFC 9110: an old name of the same.
            "gzip" or "x-gzip" => await InflateAsync(new GZipStream(request.Body, CompressionMode.Decompress), maximumBytes, cancellationToken),
            "br" => await InflateAsync(new BrotliStream(request.Body, CompressionMode.Decompress), maximumBytes, cancellationToken),
            _ => new BodyReading.UnknownEncoding(),
        };
    }

    /// <summary>The answer to a body that could not be read.</summary>
    public static JsonHttpResult<ProblemDocument> Refuse(BodyReading reading) => reading switch
    {
        BodyReading.TooLarge large => Problem.Create(
            StatusCodes.Status413PayloadTooLarge, FaultCode.TooLarge, $"The body may have {large.MaximumBytes} bytes, also when decompressed."),
        BodyReading.NotJson => Problem.Create(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.MediaType, "The content type must be application/json."),
        BodyReading.NotUtf8 => Problem.Create(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.MediaType, "The body must be UTF-8."),
        BodyReading.UnknownEncoding => Problem.Create(
            StatusCodes.Status415UnsupportedMediaType, FaultCode.Encoding, "The content encoding must be gzip or br, or none."),
        BodyReading.Incomplete => Problem.Create(
            StatusCodes.Status400BadRequest, FaultCode.Json, "The body did not arrive whole."),
        BodyReading.Damaged => Problem.Create(
            StatusCodes.Status400BadRequest, FaultCode.Encoding, "The body is not what its content encoding says."),
        _ => throw new ArgumentOutOfRangeException(nameof(reading)),
    };

    /// <summary>Reads what a stream inflates, and no more of it than shows that it is too much.</summary>
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

    /// <summary>Whether the content type names UTF-8, of which ASCII is a part, or no character encoding.</summary>
    private static bool IsUtf8(HttpRequest request) =>
        !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        || !type.Charset.HasValue
        || Utf8Names.Contains(type.Charset.Value.Trim('"'), StringComparer.OrdinalIgnoreCase);

    private static async Task<BodyReading> ReadAsync(Stream stream, long? length, int maximumBytes, CancellationToken cancellationToken)
    {
        // One byte more than is expected, to see the end without a second buffer; but what was only announced gets little.
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

/// <summary>What came of reading a body.</summary>
internal abstract record BodyReading
{
    private BodyReading()
    {
    }

    /// <summary>All of it, decompressed.</summary>
    public sealed record Complete(ReadOnlyMemory<byte> Bytes) : BodyReading;

    /// <summary>It has more bytes than it may have.</summary>
    public sealed record TooLarge(int MaximumBytes) : BodyReading;

    public sealed record NotJson : BodyReading;

    /// <summary>Its content type names another character encoding.</summary>
    public sealed record NotUtf8 : BodyReading;

    public sealed record UnknownEncoding : BodyReading;

    /// <summary>Its framing is broken, or it ended early.</summary>
    public sealed record Incomplete : BodyReading;

    /// <summary>It is not what its encoding says.</summary>
    public sealed record Damaged : BodyReading;
}

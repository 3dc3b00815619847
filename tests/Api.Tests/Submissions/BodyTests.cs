using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using static ToolTime.Api.Tests.Report;

namespace ToolTime.Api.Tests.Submissions;

/// <summary>Size, content type and content encoding.</summary>
public sealed class BodyTests(ServerFixture fixture)
{
    private const int MaximumBytes = 262_144;

    [Fact]
    public async Task Submit_LargestBody_IsTaken()
    {
        (await fixture.Server.SubmitAsync(Padded(MaximumBytes))).AssertTaken();
        (await SubmitChunkedAsync(Padded(MaximumBytes))).AssertTaken();
        (await fixture.Server.SubmitAsync(Gzip(Padded(MaximumBytes)), "gzip")).AssertTaken();
        (await fixture.Server.SubmitAsync(Brotli(Padded(MaximumBytes)), "br")).AssertTaken();
    }

    [Fact]
    public async Task Submit_OneByteMore_IsTooLarge()
    {
        var fault = new Fault("", "too_large");
        (await fixture.Server.SubmitAsync(Padded(MaximumBytes + 1))).AssertFaults(413, fault);
        (await SubmitChunkedAsync(Padded(MaximumBytes + 1))).AssertFaults(413, fault);
        (await fixture.Server.SubmitAsync(Gzip(Padded(MaximumBytes + 1)), "gzip")).AssertFaults(413, fault);
        (await fixture.Server.SubmitAsync(Brotli(Padded(MaximumBytes + 1)), "br")).AssertFaults(413, fault);
        (await fixture.Server.SubmitAsync(new byte[MaximumBytes + 1], "gzip")).AssertFaults(413, fault);
    }

    /// <summary>Otherwise the client would send its next request into a closed connection.</summary>
    [Theory]
    [InlineData(MaximumBytes + 1, false)]
    [InlineData(100 * MaximumBytes, true)]
    public async Task Submit_AnnouncedTooLarge_ReportsWhetherTheConnectionEnds(int length, bool ends)
    {
        using var reader = await SendRawAsync($"Content-Length: {length}\r\n\r\n");
        var head = new List<string>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line)
        {
            head.Add(line);
        }

        Assert.Equal("HTTP/1.1 413 Payload Too Large", head[0]);
        Assert.Equal(ends, head.Contains("Connection: close"));
    }

    [Fact]
    public async Task Submit_LargestBodyInChunksOfOneByte_IsTaken()
    {
        var body = Padded(MaximumBytes);
        var chunks = string.Concat(body.Select(octet => $"1\r\n{(char)octet}\r\n")) + "0\r\n\r\n";
        Assert.Equal("HTTP/1.1 200 OK", await SendChunksAsync(chunks));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Submit_BodyThatInflatesTo100Megabytes_IsTooLargeSoon(string encoding)
    {
        var megabytes = new byte[100 << 20];
        var bomb = encoding == "gzip" ? Gzip(megabytes) : Brotli(megabytes);
        Assert.InRange(bomb.Length, 1, MaximumBytes);

        var answer = fixture.Server.SubmitAsync(bomb, encoding);
        (await answer.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).AssertFaults(
            413,
            new Fault("", "too_large")
        );
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Submit_NotWhatItsEncodingSays_IsRefused(string encoding) =>
        (await fixture.Server.SubmitAsync(Snapshot().ToBytes(), encoding)).AssertFaults(400, new Fault("", "encoding"));

    /// <summary>The decompressor takes the early end for the end, so the JSON is incomplete.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Submit_HalfACompressedBody_IsRefused(string encoding)
    {
        var whole = encoding == "gzip" ? Gzip(Snapshot().ToBytes()) : Brotli(Snapshot().ToBytes());
        (await fixture.Server.SubmitAsync(whole[..(whole.Length / 2)], encoding)).AssertFaults(400, new Fault("", "encoding"));
    }

    [Fact]
    public async Task Submit_GzipWithWrongChecksum_IsRefused()
    {
        var body = Gzip(Snapshot().ToBytes());
        body[^6] ^= 1;
        (await fixture.Server.SubmitAsync(body, "gzip")).AssertFaults(400, new Fault("", "encoding"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("identity")]
    public async Task Submit_KnownEncoding_IsRead(string encoding)
    {
        var report = Snapshot().ToBytes();
        var body = encoding switch
        {
            "identity" => report,
            "br" => Brotli(report),
            _ => Gzip(report),
        };
        (await fixture.Server.SubmitAsync(body, encoding)).AssertTaken();
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("utf-8")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br")]
    public async Task Submit_UnknownEncoding_IsRefused(string encoding) =>
        (await fixture.Server.SubmitAsync(Gzip(Snapshot().ToBytes()), encoding)).AssertFaults(415, new Fault("", "encoding"));

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.tooltime+json")]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/json-seq")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData("json")]
    [InlineData("text/plain; charset=\"UTF-8\"")]
    [InlineData("text/plain; charset=us-ascii")]
    public async Task Submit_JsonUnderAnyContentType_IsTaken(string? contentType) => (await SubmitAsAsync(contentType)).AssertTaken();

    [Theory]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("text/plain;charset=iso-8859-1")]
    public async Task Submit_OtherCharacterEncoding_IsRefused(string contentType) =>
        (await SubmitAsAsync(contentType)).AssertFaults(415, new Fault("", "media_type"));

    [Theory]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2\r\n{}{}\r\n0\r\n\r\n")]
    [InlineData("ffffffffffffffff\r\n{}\r\n")]
    public async Task Submit_BrokenChunk_IsRefused(string chunks) =>
        Assert.Equal("HTTP/1.1 400 Bad Request", await SendChunksAsync(chunks));

    private static byte[] Padded(int length)
    {
        var report = Snapshot().ToBytes();
        return [.. report, .. Enumerable.Repeat((byte)' ', length - report.Length)];
    }

    private static byte[] Gzip(byte[] bytes) => Compress(bytes, target => new GZipStream(target, CompressionLevel.Optimal));

    private static byte[] Brotli(byte[] bytes) => Compress(bytes, target => new BrotliStream(target, CompressionLevel.Fastest));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var compressor = open(target))
        {
            compressor.Write(bytes);
        }

        return target.ToArray();
    }

    private async Task<Answer> SubmitChunkedAsync(byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Endpoints.Submit, UriKind.Relative));
        request.Headers.TransferEncodingChunked = true;
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await fixture.Server.Client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private Task<Answer> SubmitAsAsync(string? contentType)
    {
        var content = new ByteArrayContent(Snapshot().ToBytes());
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return fixture.Server.SendAsync(HttpMethod.Post, Endpoints.Submit, content);
    }

    /// <summary>Sends chunks that no client would, and returns the first line of the answer.</summary>
    private async Task<string?> SendChunksAsync(string chunks)
    {
        using var reader = await SendRawAsync($"Transfer-Encoding: chunked\r\n\r\n{chunks}");
        return await reader.ReadLineAsync();
    }

    /// <summary>Sends the rest of a request over a separate connection.</summary>
    private async Task<StreamReader> SendRawAsync(string rest)
    {
        var address = fixture.Server.Client.BaseAddress!;
        var head = $"POST {Endpoints.Submit} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n";
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + rest));
        return new(stream, Encoding.ASCII);
    }
}

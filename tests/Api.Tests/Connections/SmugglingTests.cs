namespace ToolTime.Api.Tests.Connections;

/// <summary>
/// Requests that two servers in a row might end at different places. Each contains a second one where the first may seem to end; the server
/// must refuse the first and close the connection before it reads the second as a request.
/// </summary>
public sealed class SmugglingTests(ServerFixture fixture)
{
    private const string Host = "Host: localhost\r\n";
    private const string Json = "Content-Type: application/json\r\n";
    private const string Second = "GET /v1/api/privacy HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private const string Chunk = "2\r\n{}\r\n0\r\n\r\n";

    public static TheoryData<string, string> Framings => new()
    {
        { "length and chunks", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunk },
        { "chunks and length", "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n" + Chunk },
        { "length of nothing and chunks", "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunk },
        { "two lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" },
        { "the same length twice", "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" },
        { "lengths in a list", "Content-Length: 2, 2\r\n\r\n{}" },
        { "a normalized encoding", "Transfer-Encoding:\r\n chunked\r\n\r\n" + Chunk },
        { "a normalized header", "X-Other: a\r\n b\r\nContent-Length: 2\r\n\r\n{}" },
        { "a space before the colon", "Transfer-Encoding : chunked\r\n\r\n" + Chunk },
        { "a space before the name", " Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}" },
        { "another encoding", "Transfer-Encoding: xchunked\r\n\r\n" + Chunk },
        { "chunks not last", "Transfer-Encoding: chunked, identity\r\n\r\n" + Chunk },
        { "no encoding", "Transfer-Encoding: identity\r\n\r\n" + Chunk },
        { "two encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + Chunk },
        { "a vertical tab", "Transfer-Encoding: \u000bchunked\r\n\r\n" + Chunk },
        { "a length below nothing", "Content-Length: -2\r\n\r\n{}" },
        { "a length in hex", "Content-Length: 0x2\r\n\r\n{}" },
        { "a length beyond numbers", "Content-Length: 99999999999999999999\r\n\r\n{}" },
        { "an empty length", "Content-Length: \r\n\r\n{}" },
        { "a bare line feed after a header", "Content-Length: 2\nX-Other: a\r\n\r\n{}" },
        { "bare line feeds at the end", "Content-Length: 2\n\n{}" },
        { "a bare carriage return", "X-Other: a\rContent-Length: 2\r\n\r\n{}" },
        { "a zero byte", "X-Other: a\u0000\r\nContent-Length: 2\r\n\r\n{}" },
        { "a header without a colon", "Content-Length\r\n\r\n{}" },
        { "two hosts", "Host: other\r\nContent-Length: 2\r\n\r\n{}" },
        { "a chunk extension with a bare line feed", "Transfer-Encoding: chunked\r\n\r\n2;\n\r\n{}\r\n0\r\n\r\n" },
        { "a chunk extension that hides a chunk", "Transfer-Encoding: chunked\r\n\r\n2;\nxx\r\n{}\r\n0\r\n\r\n" },
        { "a chunk that ends in a line feed", "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n" },
        { "a chunk whose data ends in a line feed", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\n0\r\n\r\n" },
        { "a chunk in hex with a prefix", "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n" },
        { "a chunk with a sign", "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n" },
        { "a chunk below nothing", "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n" },
        { "a chunk beyond numbers", "Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n" },
    };

    public static TheoryData<string, string> RequestLines =>
        new()
        {
            { "no host", "GET /v1/api/stats HTTP/1.1\r\n\r\n" },
            {
                "an old version with chunks",
                "POST /v1/api/submit HTTP/1.0\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunk
            },
            { "an unknown version", "GET /v1/api/stats HTTP/1.2\r\nHost: localhost\r\n\r\n" },
            { "a version of two digits", "GET /v1/api/stats HTTP/11.1\r\nHost: localhost\r\n\r\n" },
            { "no version", "GET /v1/api/stats\r\n\r\n" },
            { "a bare line feed", "GET /v1/api/stats HTTP/1.1\nHost: localhost\r\n\r\n" },
            { "a host that is none", "GET /v1/api/stats HTTP/1.1\r\nHost: local host\r\n\r\n" },
            { "a zero byte in the path", "GET /v1/api/stats\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n" },
            { "a coded zero byte in the path", "GET /v1/api/user/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n" },
            { "another host in the path", "GET http://other/v1/api/stats HTTP/1.1\r\nHost: localhost\r\n\r\n" },
        };

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Submit_AmbiguousFraming_IsRefusedAndNothingBehindItIsAnswered(string how, string rest)
    {
        Assert.NotEmpty(how);
        AssertOneRefusal(await SendAsync($"POST {Endpoints.Submit} HTTP/1.1\r\n{Host}{Json}{rest}{Second}"));
    }

    [Theory]
    [MemberData(nameof(RequestLines))]
    public async Task AnyEndpoint_BrokenRequestLine_IsRefusedAndNothingBehindItIsAnswered(string how, string request)
    {
        Assert.NotEmpty(how);
        AssertOneRefusal(await SendAsync(request + Second));
    }

    [Fact]
    public async Task Submit_OneFraming_LeavesTheNextRequestToBeAnswered()
    {
        var statuses = await SendAsync(
            $"POST {Endpoints.Submit} HTTP/1.1\r\n{Host}{Json}Transfer-Encoding: chunked\r\n\r\n{Chunk}{LastRequest}"
        );
        Assert.Equal([400, 200], statuses);
    }

    private static string LastRequest => Second.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal);

    private static void AssertOneRefusal(int[] statuses) => Assert.Contains(Assert.Single(statuses), (int[])[400, 501, 505]);

    private async Task<int[]> SendAsync(string bytes)
    {
        using var connection = await RawConnection.OpenAsync(fixture.Server);
        await connection.SendAsync(bytes);
        return await connection.ReadToEndAsync();
    }
}

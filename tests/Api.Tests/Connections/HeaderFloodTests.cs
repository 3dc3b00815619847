namespace ToolTime.Api.Tests.Connections;

/// <summary>Requests whose head never ends or contains too much.</summary>
public sealed class HeaderFloodTests(ServerFixture fixture)
{
    private const string Head = "GET /v1/api/stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

    [Theory]
    [InlineData(62, 200)]
    [InlineData(63, 431)]
    [InlineData(10_000, 431)]
    public async Task AnyEndpoint_ManyHeaders_AreRefusedBeyond64(int headers, int status) =>
        Assert.Equal(
            status,
            Assert.Single(
                await SendAsync($"{Head}{string.Concat(Enumerable.Range(0, headers).Select(number => $"X-{number}: a\r\n"))}\r\n")
            )
        );

    [Theory]
    [InlineData(8 * 1024, 200)]
    [InlineData(16 * 1024, 431)]
    [InlineData(1024 * 1024, 431)]
    public async Task AnyEndpoint_LongHeader_IsRefusedBeyond16KiB(int length, int status) =>
        Assert.Equal(status, Assert.Single(await SendAsync($"{Head}X-Long: {new string('a', length)}\r\n\r\n")));

    /// <summary>Proxies add headers in other encodings, such as a person's name in Latin-1.</summary>
    [Fact]
    public async Task AnyEndpoint_HeaderThatIsNotUtf8_IsIgnored() =>
        Assert.Equal(200, Assert.Single(await SendAsync($"{Head}X-User: Ren\u00e9\r\n\r\n")));

    [Theory]
    [InlineData(3_000, 200)]
    [InlineData(5_000, 414)]
    public async Task AnyEndpoint_LongRequestLine_IsRefusedBeyond4KiB(int length, int status) =>
        Assert.Equal(
            status,
            Assert.Single(
                await SendAsync($"GET /v1/api/stats?x={new string('a', length)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            )
        );

    /// <summary>The same connection again and again: what one request used is released before the next.</summary>
    [Fact]
    public async Task AnyEndpoint_AThousandRequestsInOneBreath_AreAllAnswered()
    {
        var request = Head.Replace("Connection: close\r\n", "", StringComparison.Ordinal) + "\r\n";
        var statuses = await SendAsync(string.Concat(Enumerable.Repeat(request, 999)) + Head + "\r\n");
        Assert.Equal(Enumerable.Repeat(200, 1_000), statuses);
    }

    private async Task<int[]> SendAsync(string bytes)
    {
        using var connection = await RawConnection.OpenAsync(fixture.Server);
        var answers = connection.ReadToEndAsync();
        try
        {
            await connection.SendAsync(bytes);
        }
        catch (IOException)
        {
            // The server closed the connection before everything was sent, as it may.
        }

        return await answers;
    }
}

namespace ToolTime.Api.Tests.Connections;

/// <summary>Many connections that send next to nothing, next to others that want to be served.</summary>
public sealed class SlowConnectionTests(ServerFixture fixture)
{
    private const int Healthy = 200;
    private const int Kinds = 4;
    private const int Silent = 3;

    private static readonly int Slow = Environment.GetEnvironmentVariable("TOOLTIME_LONG") == "1" ? 2_000 : 500;

    [Fact]
    public async Task Submit_BesideManySlowConnections_IsAnsweredAndTheSlowOnesAreEnded()
    {
        var slow = new List<RawConnection>();
        try
        {
            for (var number = 0; number < Slow; number++)
            {
                slow.Add(await BeginAsync(number));
            }

            for (var number = 0; number < Healthy; number++)
            {
                (await fixture.Server.SubmitAsync(Report.DayCell())).AssertTaken();

                // A slow one makes a little progress with each that is served.
                await slow[number % Slow].SendAsync("a");
            }

            // Those that sent nothing at all may stay for an idle connection's minute.
            var ends = await Task.WhenAll(
                slow.Where((_, number) => number % Kinds != Silent).Select(connection => connection.ReadToEndAsync())
            );
            Assert.All(ends, statuses => Assert.Contains(string.Join(',', statuses), (string[])["408", "400", ""]));
        }
        finally
        {
            slow.ForEach(connection => connection.Dispose());
        }
    }

    /// <summary>One stops in its headers, one in its body, one in a chunk, one before its first byte.</summary>
    private async Task<RawConnection> BeginAsync(int number)
    {
        var head = $"POST {Endpoints.Submit} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        var connection = await RawConnection.OpenAsync(fixture.Server);
        await connection.SendAsync((number % Kinds) switch
        {
            0 => head + "X-Slow: ",
            1 => head + "Content-Length: 1000\r\n\r\n{",
            2 => head + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n{",
            _ => "",
        });
        return connection;
    }
}

using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace ToolTime.Silo.Tests;

/// <summary>SIGTERM in the middle of work: the server exits by itself, with zero, and nothing acknowledged is lost.</summary>
public class StopTests : ServerTest
{
    private const int Submissions = 600;

    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Stop_UnderLoad_EndsWithZeroAndStoresEveryAcknowledgedOneOnce()
    {
        await using var server = await StartProcessAsync(Now, RunningServer.ExactLimits(minimum: 1));
        var acknowledged = new ConcurrentBag<int>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sending = Enumerable.Range(0, Submissions).Select(async number =>
        {
            if (await TrySubmitAsync(server, number) == "ok")
            {
                acknowledged.Add(number);
                if (acknowledged.Count >= Submissions / 4)
                {
                    enough.TrySetResult();
                }
            }
        }).ToList();
        using var stuck = await SendHalfABodyAsync(server);
        await enough.Task;

        // The test server allows a stop a minute and kills nothing: a server that hangs fails here.
        Assert.Equal(0, await server.StopAsync());
        await Task.WhenAll(sending);
        Assert.DoesNotContain("Unhandled", server.Output, StringComparison.Ordinal);

        await server.StartAsync();
        foreach (var number in acknowledged)
        {
            Assert.Equal("duplicate", await TrySubmitAsync(server, number));
        }
    }

    private static async Task<TcpClient> SendHalfABodyAsync(ServerProcess server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    "POST /v1/api/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n{\"schema\":2,"
                )
            );
        return client;
    }

    private static async Task<string?> TrySubmitAsync(ServerProcess server, int number)
    {
        try
        {
            using var response = await server.PostJsonAsync("/v1/api/submit", Reports.Cell(number, "2026-11-16", calls: 3));
            return (string?)(await RunningServer.ReadJsonAsync(response))["status"];
        }
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or IOException
                        or OperationCanceledException
                        or InvalidOperationException
                        or System.Text.Json.JsonException
            )
        {
            return null;
        }
    }
}

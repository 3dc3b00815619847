using System.Net.Sockets;
using System.Text;

namespace ToolTime.Silo.Tests;

/// <summary>What systemd is told, through a socket of the test in place of its own.</summary>
public sealed class SystemdTests : ServerTest
{
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task NotifySocket_OfAServerThatStartsAndStops_HearsThatItIsReadyAndThatItStops()
    {
        await using var server = ServerProcess.Prepare(Now, await StorageAsync());
        var path = Path.Combine(server.Folder, "notify");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        server.Environment["NOTIFY_SOCKET"] = path;
        await server.StartAsync();
        Assert.Equal("READY=1", await HearAsync(socket));
        using (var ready = await server.Client.GetAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(200, (int)ready.StatusCode);
        }

        Assert.Equal(0, await server.StopAsync());
        Assert.Equal("STOPPING=1", await HearAsync(socket));
    }

    [Fact]
    public async Task NotifySocket_ThatIsNotThere_IsLoggedAndHarmsNothing()
    {
        await using var server = ServerProcess.Prepare(Now, await StorageAsync());
        server.Environment["NOTIFY_SOCKET"] = Path.Combine(server.Folder, "nobody");
        await server.StartAsync();
        await server.WaitForOutputAsync("An error occurred starting the application", Patience);
        Assert.Equal(0, await server.StopAsync());
    }

    private static async Task<string> HearAsync(Socket socket)
    {
        var datagram = new byte[100];
        var length = await socket.ReceiveAsync(datagram, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
        return Encoding.ASCII.GetString(datagram, 0, length);
    }
}

using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ToolTime.TestServer;

namespace ToolTime.Api.Tests.Connections;

/// <summary>A connection for bytes that no client would send.</summary>
internal sealed partial class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly NetworkStream _stream;

    private RawConnection(Socket socket) => _stream = new(socket, ownsSocket: true);

    [GeneratedRegex("HTTP/1\\.1 ([0-9]{3}) ")]
    private static partial Regex StatusLine { get; }

    public static async Task<RawConnection> OpenAsync(RunningServer server)
    {
        var address = server.Client.BaseAddress!;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new(socket);
    }

    public async Task SendAsync(string bytes) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));

    /// <summary>The statuses of all answers until the server closes the connection.</summary>
    public async Task<int[]> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await _stream.ReadAsync(buffer, patience.Token) is > 0 and var count)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // It was reset, which also ends it.
        }

        return [.. StatusLine.Matches(text.ToString()).Select(match => int.Parse(match.Groups[1].ValueSpan))];
    }

    public void Dispose() => _stream.Dispose();
}

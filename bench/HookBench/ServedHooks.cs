using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ToolTime.HookBench;

/// <summary>
/// A `tooltime serve`, and a hook of type `http` sent to it over a connection of its own, as an agent that keeps none does.
/// </summary>
internal sealed class ServedHooks : IDisposable
{
    private static readonly TimeSpan MostStarting = TimeSpan.FromSeconds(30);

    private readonly Process _serve;
    private readonly int _port;
    private readonly byte[] _request;

    public ServedHooks(string client)
    {
        var start = new ProcessStartInfo(client, ["serve", "--port", "0", "--otlp-port", "0"]) { RedirectStandardError = true };
        start.Environment["TOOLTIME_HOME"] = Home.Home;
        start.Environment["HOME"] = Home.Root;
        _serve = Process.Start(start)!;
        var file = Path.Combine(Home.Home, "serve.json");
        if (!SpinWait.SpinUntil(() => File.Exists(file), MostStarting))
        {
            throw new InvalidOperationException("`tooltime serve` did not begin.");
        }

        using var serve = JsonDocument.Parse(File.ReadAllBytes(file));
        _port = serve.RootElement.GetProperty("otlp_port").GetInt32();
        var body = File.ReadAllBytes(Home.Input);
        _request =
        [
            .. Encoding.ASCII.GetBytes(
                $"POST /hooks/claude-code HTTP/1.1\r\nHost: 127.0.0.1:{_port}\r\nAuthorization: Bearer {File.ReadAllText(Path.Combine(Home.Home, "intake-token")).Trim()}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"
            ),
            .. body,
        ];
    }

    public BenchHome Home { get; } = new();

    /// <summary>From the connection to the end of the answer.</summary>
    public TimeSpan Send()
    {
        var answer = new byte[4096];
        var clock = Stopwatch.GetTimestamp();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", _port);
        socket.Send(_request);
        var first = socket.Receive(answer);
        while (socket.Receive(answer, first, answer.Length - first, SocketFlags.None) is > 0 and var more)
        {
            first += more;
        }

        var took = Stopwatch.GetElapsedTime(clock);
        return Encoding.ASCII.GetString(answer, 0, first).StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
            ? took
            : throw new InvalidOperationException("The hook was refused.");
    }

    public void Dispose()
    {
        _serve.Kill();
        _serve.WaitForExit();
        _serve.Dispose();
        Home.Dispose();
    }
}

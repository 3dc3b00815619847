using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ToolTime.HookBench;

/// <summary>
/// Two homes that share with a server that never answers, each with an upload that waits for it as long as the run takes.
/// </summary>
internal sealed class HangingUpload : IDisposable
{
    private readonly string _client;
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _held = [];
    private readonly List<Task> _uploads = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private volatile bool _isOver;

    public HangingUpload(string client)
    {
        _client = client;
        _server.Start();
        _ = HoldAsync();
        foreach (var home in new[] { Home, EndHome })
        {
            Run(home, "share", "on", "--yes");
            // A call, since the end of a turn alone is nothing to send.
            Run(home, "hook");
            _uploads.Add(Task.Run(() => UploadAgainAndAgain(home)));
            _arrived.Wait();
        }
    }

    public BenchHome Home { get; } = new();

    public BenchHome EndHome { get; } = new("Stop");

    private string Address => $"http://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}";

    public void MakeDue() => File.WriteAllText(Path.Combine(EndHome.Home, "queue", "next"), "2020-01-01T00:00:00Z 2020-01-01 -\n");

    /// <summary>It must have hung to the end, or what was measured is something else.</summary>
    public void Check()
    {
        if (_held.Count == 0 || _uploads.Any(upload => upload.IsCompleted))
        {
            throw new InvalidOperationException("No upload hung.");
        }
    }

    public void Dispose()
    {
        _isOver = true;
        _server.Dispose();
        foreach (var client in _held)
        {
            client.Dispose();
        }

        Task.WaitAll([.. _uploads]);
        Home.Dispose();
        EndHome.Dispose();
    }

    private void UploadAgainAndAgain(BenchHome home)
    {
        while (!_isOver)
        {
            Run(home, "share", "now");
        }
    }

    private async Task HoldAsync()
    {
        try
        {
            while (true)
            {
                _held.Add(await _server.AcceptTcpClientAsync());
                _arrived.Release();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private void Run(BenchHome home, params string[] arguments)
    {
        var start = new ProcessStartInfo(_client, arguments) { RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["TOOLTIME_HOME"] = home.Home;
        start.Environment["TOOLTIME_ENDPOINT"] = Address;
        start.Environment.Remove("CI");
        start.Environment.Remove("DO_NOT_TRACK");
        using var process = Process.Start(start)!;
        if (arguments is ["hook"])
        {
            process.StandardInput.BaseStream.Write(File.ReadAllBytes(Home.Input));
        }

        process.StandardInput.Close();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
    }
}

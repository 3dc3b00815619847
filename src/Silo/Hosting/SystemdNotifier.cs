using System.Net.Sockets;
using System.Text;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Reports to systemd, where it started this process (<c>Type=notify</c>), when the server is ready and when it begins to stop: datagrams
/// to the socket in <c>NOTIFY_SOCKET</c>, as sd_notify(3) describes them.
/// </summary>
internal sealed partial class SystemdNotifier(IHostApplicationLifetime lifetime, ILogger<SystemdNotifier> logger) : IHostedService
{
    private const string Variable = "NOTIFY_SOCKET";

    private readonly List<CancellationTokenRegistration> _registrations = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            _registrations.Add(lifetime.ApplicationStarted.Register(() => Report(path, "READY=1")));
            _registrations.Add(lifetime.ApplicationStopping.Register(() => Report(path, "STOPPING=1")));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _registrations.ForEach(registration => registration.Dispose());
        return Task.CompletedTask;
    }

    private void Report(string path, string state)
    {
        try
        {
            // An address that begins with @ is in Linux's abstract namespace, where the first byte is zero.
            var address = new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path);
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.ASCII.GetBytes(state), address);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            LogNotReported(exception);
        }
    }

    [LoggerMessage(3401, LogLevel.Warning, "The server's state could not be reported to systemd; it may end the server for it.")]
    private partial void LogNotReported(Exception exception);
}

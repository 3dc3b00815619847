using Microsoft.Extensions.Hosting.Systemd;

namespace ToolTime.Silo.Hosting;

/// <summary>Notifies systemd, if it waits for that (<c>Type=notify</c>), when the server is ready and when it begins to stop.</summary>
internal static class Systemd
{
    private const string NotifySocket = "NOTIFY_SOCKET";

    /// <summary>
    /// Adds the notification. The package's own method checks the parent process, which differs under a wrapper, and changes the log
    /// format.
    /// </summary>
    public static void AddSystemdNotification(this IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable(NotifySocket) is { Length: > 0 })
        {
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
            services.AddSingleton<IHostLifetime, SystemdLifetime>();
        }
    }
}

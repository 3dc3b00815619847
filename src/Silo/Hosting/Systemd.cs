using Microsoft.Extensions.Hosting.Systemd;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Reports to systemd, where it waits for that (<c>Type=notify</c>), when the server is ready and when it begins to stop.
/// </summary>
internal static class Systemd
{
    private const string NotifySocket = "NOTIFY_SOCKET";

    /// <summary>
    /// Adds it. The package's own method looks at the parent process, which is another one under a wrapper, and takes the log's form over.
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

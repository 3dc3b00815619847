namespace ToolTime.Silo.Hosting;

/// <summary>
/// What of Orleans' own log is written. Its lines name single messages and the grain that they go to, and grains are named by submitters'
/// hashes and by names that people use; so only categories are written that are about nothing but processes.
/// </summary>
internal static class OrleansLogging
{
    private static readonly string[] AboutProcesses =
    [
        "Orleans.Hosting",
        "Orleans.Messaging.GatewayManager",
        "Orleans.Runtime.MembershipService",
        "Orleans.Runtime.Messaging.ConnectionManager",
    ];

    public static ILoggingBuilder FilterOrleansLogs(this ILoggingBuilder logging)
    {
        logging.AddFilter("Orleans", LogLevel.None);
        logging.AddFilter("Polly", LogLevel.None);
        Array.ForEach(AboutProcesses, category => logging.AddFilter(category, LogLevel.Warning));

        // It warns whenever the machine is busy.
        return logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
    }
}

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Which of Orleans' log categories are written. Its lines contain grain keys, and grain keys contain submitters' hashes and names that
/// people use; so only categories about processes are written.
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

        // They warn whenever the machine is busy.
        logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        return logging.AddFilter("Orleans.Runtime.MembershipService.LocalSiloHealthMonitor", LogLevel.Error);
    }
}

namespace ToolTime.Silo.Hosting;

/// <summary>
/// What of Orleans' own log is written. Its lines tell of single messages with the grain that they go to, and grains are named by
/// submitters' hashes and by names that people use; so only parts are heard that tell of nothing but processes.
/// </summary>
internal static class ClusterLog
{
    private static readonly string[] TellOfProcesses =
    [
        "Orleans.Hosting",
        "Orleans.Messaging.GatewayManager",
        "Orleans.Runtime.MembershipService",
        "Orleans.Runtime.Messaging.ConnectionManager",
        "Orleans.Runtime.Watchdog",
    ];

    public static ILoggingBuilder HearProcessesOnly(this ILoggingBuilder logging)
    {
        logging.AddFilter("Orleans", LogLevel.None);
        Array.ForEach(TellOfProcesses, part => logging.AddFilter(part, LogLevel.Warning));
        return logging;
    }
}

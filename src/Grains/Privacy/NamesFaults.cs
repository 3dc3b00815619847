using Microsoft.Extensions.Logging;

namespace ToolTime.Grains.Privacy;

/// <summary>Logs, for the operator, that the names file cannot be used.</summary>
internal static partial class NamesFaults
{
    public static Action<string> LogTo(ILogger logger) => reason => LogRefused(logger, reason);

    [LoggerMessage(1701, LogLevel.Error, "The names file is not in force, and the list stays as it is. {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}

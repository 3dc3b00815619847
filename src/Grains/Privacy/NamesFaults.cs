using Microsoft.Extensions.Logging;

namespace ToolTime.Grains.Privacy;

/// <summary>Logs, for the operator, a changed names file that cannot be used.</summary>
internal static partial class NamesFaults
{
    public static Action<string> LogTo(ILogger logger) => reason => LogRefused(logger, reason);

    [LoggerMessage(1701, LogLevel.Error, "The names file was changed but is not in force; the previous list stays. {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}

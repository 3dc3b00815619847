using Microsoft.Extensions.Logging;

namespace ToolTime.Grains.Privacy;

/// <summary>Reports to the operator a file of names that is not in force.</summary>
internal static partial class NamesFaults
{
    public static Action<string> LogTo(ILogger logger) => reason => LogRefused(logger, reason);

    [LoggerMessage(1701, LogLevel.Error, "The file of names was changed and is not in force; the list is as it was before. {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}

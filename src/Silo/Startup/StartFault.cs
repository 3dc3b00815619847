using Microsoft.Extensions.Options;
using ToolTime.Silo.Clock;

namespace ToolTime.Silo.Startup;

/// <summary>Separates what an operator can mend from what is a bug of ours.</summary>
internal static class StartFault
{
    /// <summary>One line for the operator; null for a bug, which should be seen whole.</summary>
    public static string? Describe(Exception exception) => exception switch
    {
        StorageUnavailableException or ClockFileException => OneLine(exception.Message),
        OptionsValidationException invalid => OneLine(string.Join(' ', invalid.Failures)),
        InvalidDataException => OneLine(exception.Message),
        IOException or FormatException => OneLine(exception.Message),
        InvalidOperationException { InnerException: FormatException or ArgumentException } => OneLine(exception.Message),
        _ => null,
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}

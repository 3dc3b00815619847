using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ToolTime.Silo.Startup;

/// <summary>Distinguishes faults that an operator can fix from bugs.</summary>
internal static partial class StartFault
{
    [GeneratedRegex("^Failed to convert configuration value .* at '(?<setting>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex Unreadable { get; }

    /// <summary>One line for the operator; null for a bug, which should be shown in full.</summary>
    public static string? Describe(Exception exception) =>
        exception switch
        {
            StorageUnavailableException => OneLine(exception.Message),
            OptionsValidationException invalid => OneLine(string.Join(' ', invalid.Failures)),
            InvalidDataException => OneLine(exception.Message),
            IOException or FormatException => OneLine(exception.Message),
            InvalidOperationException { InnerException: FormatException or ArgumentException } => OneLine(
                DescribeUnreadable(exception.Message)
            ),
            _ => null,
        };

    /// <summary>Describes a value that cannot be read by its setting and what it accepts. The value itself may be a secret.</summary>
    private static string DescribeUnreadable(string message)
    {
        if (Unreadable.Match(message) is not { Success: true } match)
        {
            return message;
        }

        var type = AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(part => part.GetType(match.Groups["type"].Value))
            .FirstOrDefault(found => found is not null);
        return $"{match.Groups["setting"].Value} must be {WordsFor(type)}.";
    }

    private static string WordsFor(Type? type) =>
        type switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}, such as {Enum.GetNames(type)[0]}",
            _ when type == typeof(TimeSpan) => "a span of time, as days.hours:minutes:seconds, such as 1.12:00:00 or 00:05:00",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number, such as 10",
            _ => "of another form; docs/operating.md lists what each setting accepts",
        };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ToolTime.Uploader.Invocation;

/// <summary>An option that takes a day, as 2026-11-20 or 20261120.</summary>
internal static class DayOption
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyyMMdd"];

    public static Option<DateOnly?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DAY",
        CustomParser = result =>
        {
            var day = Parse(result.Tokens[0].Value);
            if (day is null)
            {
                result.AddError($"{name} takes a day such as 2026-11-20.");
            }

            return day;
        },
    };

    /// <summary>The day given for an option; null if it is not valid, in which case asking for its value would throw.</summary>
    public static DateOnly? In(OptionResult? result) => result?.Tokens is [var token] ? Parse(token.Value) : null;

    private static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ToolTime.Transcripts.Reporting;

/// <summary>
/// This machine's time zone, or the one that `TZ` names: a name, a file of the time zone database, or a POSIX form such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
/// </summary>
internal static partial class LocalZone
{
    private const string Database = "/zoneinfo/";
    private const string UsualRules = ",M3.2.0,M11.1.0";

    /// <summary>Null if `TZ` is not understood.</summary>
    public static TimeZoneInfo? Find(string? tz)
    {
        if (tz is null)
        {
            return TimeZoneInfo.Local;
        }

        var name = tz.StartsWith(':') ? tz[1..] : tz;
        if (name.Length == 0)
        {
            return TimeZoneInfo.Utc;
        }

        if (name.LastIndexOf(Database, StringComparison.Ordinal) is >= 0 and var start)
        {
            name = name[(start + Database.Length)..];
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : Parse(name);
    }

    private static TimeZoneInfo? Parse(string posix)
    {
        if (Form().Match(posix) is not { Success: true } form)
        {
            return null;
        }
        // POSIX counts offsets westwards.
        var offset = -Time(form.Groups["offset"].Value);
        if (!IsOffset(offset))
        {
            return null;
        }

        if (!form.Groups["summer"].Success)
        {
            return TimeZoneInfo.CreateCustomTimeZone(posix, offset, posix, posix);
        }

        var summer = form.Groups["summeroffset"] is { Success: true } own ? -Time(own.Value) : offset + TimeSpan.FromHours(1);
        var rules = form.Groups["rules"] is { Success: true } said ? said.Value : UsualRules;
        if (
            !IsOffset(summer)
            || Rules().Match(rules) is not { Success: true } change
            || Change(change, "start") is not { } begin
            || Change(change, "end") is not { } end
        )
        {
            return null;
        }

        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            summer - offset,
            begin,
            end
        );
        return TimeZoneInfo.CreateCustomTimeZone(posix, offset, posix, posix, posix, [rule]);
    }

    private static bool IsOffset(TimeSpan offset) =>
        offset.Ticks % TimeSpan.TicksPerMinute == 0 && offset.Duration() <= TimeSpan.FromHours(14);

    // M3.5.0/2: in March, the fifth (or last) Sunday, at 2 o'clock.
    private static TimeZoneInfo.TransitionTime? Change(Match rules, string name)
    {
        var (month, week, day) = (
            Number(rules.Groups[name + "month"]),
            Number(rules.Groups[name + "week"]),
            Number(rules.Groups[name + "day"])
        );
        var at = rules.Groups[name + "time"] is { Success: true } time ? Time(time.Value) : TimeSpan.FromHours(2);
        return month is >= 1 and <= 12 && week is >= 1 and <= 5 && day <= 6 && at >= TimeSpan.Zero && at < TimeSpan.FromDays(1)
            ? TimeZoneInfo.TransitionTime.CreateFloatingDateRule(DateTime.MinValue + at, month, week, (DayOfWeek)day)
            : null;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static TimeSpan Time(string text)
    {
        var isNegative = text.StartsWith('-');
        var parts = text.TrimStart('+', '-').Split(':');
        var time = new TimeSpan(Part(0), Part(1), Part(2));
        return isNegative ? -time : time;

        int Part(int number) => number < parts.Length ? int.Parse(parts[number], CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(
        @"^(?:<[A-Za-z0-9+-]{3,}>|[A-Za-z]{3,})(?<offset>[+-]?\d{1,2}(?::\d\d){0,2})(?:(?<summer><[A-Za-z0-9+-]{3,}>|[A-Za-z]{3,})(?<summeroffset>[+-]?\d{1,2}(?::\d\d){0,2})?(?<rules>,.*)?)?$"
    )]
    private static partial Regex Form();

    [GeneratedRegex(
        @"^,M(?<startmonth>\d{1,2})\.(?<startweek>\d)\.(?<startday>\d)(?:/(?<starttime>[+-]?\d{1,3}(?::\d\d){0,2}))?,M(?<endmonth>\d{1,2})\.(?<endweek>\d)\.(?<endday>\d)(?:/(?<endtime>[+-]?\d{1,3}(?::\d\d){0,2}))?$"
    )]
    private static partial Regex Rules();
}

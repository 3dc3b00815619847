using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ToolTime.Calendar;

/// <summary>
/// An ISO 8601 week, Monday to Sunday in UTC, written <c>2026-W47</c>.
/// </summary>
public readonly record struct IsoWeek : IParsable<IsoWeek>
{
    private IsoWeek(DateOnly monday) => FirstDay = monday;

    /// <summary>The Monday on which the week begins.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>The Sunday with which the week ends.</summary>
    public DateOnly LastDay => FirstDay.AddDays(6);

    /// <summary>The instant at which the week is over: Monday 00:00 UTC of the next one.</summary>
    public DateTimeOffset EndExclusive => new(FirstDay.AddDays(7), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The week that follows.</summary>
    public IsoWeek Next => new(FirstDay.AddDays(7));

    /// <summary>The week that contains <paramref name="day"/>.</summary>
    public static IsoWeek Containing(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));

    /// <inheritdoc/>
    public static IsoWeek Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var week) ? week : throw new FormatException("An ISO week is written 2026-W47.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out IsoWeek result)
    {
        result = default;
        if (s is not { Length: 8 } || s[4] != '-' || s[5] != 'W'
            || !int.TryParse(s.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(s.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1 or > 9998 || number < 1 || number > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        result = new(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday)));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var monday = FirstDay.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday):D4}-W{ISOWeek.GetWeekOfYear(monday):D2}");
    }
}

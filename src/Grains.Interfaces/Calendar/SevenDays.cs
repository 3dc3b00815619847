using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ToolTime.Calendar;

/// <summary>
/// Seven UTC days that the window <c>7d</c> may hold, written as the last of them, <c>2026-11-21</c>. They lie in one epoch, so that nobody is
/// counted under two tokens, and are no ISO week, since of that the week's own publication tells.
/// </summary>
public readonly record struct SevenDays : IParsable<SevenDays>
{
    private SevenDays(DateOnly lastDay) => LastDay = lastDay;

    /// <summary>The first of the days.</summary>
    public DateOnly FirstDay => LastDay.AddDays(-6);

    /// <summary>The last of the days.</summary>
    public DateOnly LastDay { get; }

    /// <summary>The epoch that they lie in.</summary>
    public Epoch Epoch => Epoch.Of(LastDay);

    /// <summary>The newest that ended on a day or before it.</summary>
    public static SevenDays EndingBy(DateOnly day)
    {
        while (!MayEndOn(day))
        {
            day = day.AddDays(-1);
        }

        return new(day);
    }

    /// <summary>Whether a day lies in them.</summary>
    public bool Contains(DateOnly day) => day >= FirstDay && day <= LastDay;

    /// <inheritdoc/>
    public static SevenDays Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var days) ? days : throw new FormatException("Seven days are written as the last of them, 2026-11-21; it is no Sunday and not in the first week of an epoch.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SevenDays result)
    {
        result = default;
        if (!DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || !MayEndOn(day))
        {
            return false;
        }

        result = new(day);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool MayEndOn(DateOnly day) => day.DayOfWeek != DayOfWeek.Sunday && day.DayNumber >= 6 && Epoch.Of(day) == Epoch.Of(day.AddDays(-6));
}

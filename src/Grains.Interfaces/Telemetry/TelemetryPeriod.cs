using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ToolTime.Calendar;

namespace ToolTime.Telemetry;

/// <summary>
/// A UTC day, an ISO week or an epoch's four weeks, written <c>day:2026-11-28</c>, <c>week:2026-W48</c> or <c>4w:2026-W45</c>.
/// </summary>
public readonly record struct TelemetryPeriod : IParsable<TelemetryPeriod>
{
    private const string DayFormat = "yyyy-MM-dd";

    private TelemetryPeriod(TelemetryWindowKind window, DateOnly firstDay) => (Window, FirstDay) = (window, firstDay);

    /// <summary>The kind of period.</summary>
    public TelemetryWindowKind Window { get; }

    /// <summary>Its first day.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => FirstDay.AddDays(Days - 1);

    /// <summary>The instant at which the period ends.</summary>
    public DateTimeOffset EndExclusive => new(FirstDay.AddDays(Days), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The text without the kind: <c>2026-11-28</c>, <c>2026-W48</c>; the first week of four.</summary>
    public string Label =>
        Window == TelemetryWindowKind.Day
            ? FirstDay.ToString(DayFormat, CultureInfo.InvariantCulture)
            : IsoWeek.Containing(FirstDay).ToString();

    private int Days => Window switch
    {
        TelemetryWindowKind.Day => 1,
        TelemetryWindowKind.Week => 7,
        _ => Epoch.Days,
    };

    /// <summary>The period of a kind that contains a day.</summary>
    public static TelemetryPeriod Containing(TelemetryWindowKind window, DateOnly day) => window switch
    {
        TelemetryWindowKind.Day => new(window, day),
        TelemetryWindowKind.Week => new(window, IsoWeek.Containing(day).FirstDay),
        TelemetryWindowKind.FourWeeks => new(window, Epoch.Containing(day).FirstDay),
        _ => throw new ArgumentOutOfRangeException(nameof(window)),
    };

    /// <summary>The period of this kind <paramref name="count"/> earlier.</summary>
    public TelemetryPeriod Before(int count) => new(Window, FirstDay.AddDays(-Days * count));

    /// <summary>Parses a label; for four weeks, that of any of them.</summary>
    public static bool TryParseLabel(TelemetryWindowKind window, string label, out TelemetryPeriod period)
    {
        period = default;
        if (window == TelemetryWindowKind.Day)
        {
            if (!DateOnly.TryParseExact(label, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return false;
            }

            period = new(window, day);
            return true;
        }

        if (!IsoWeek.TryParse(label, null, out var week))
        {
            return false;
        }

        period = Containing(window, week.FirstDay);
        return true;
    }

    /// <inheritdoc/>
    public static TelemetryPeriod Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var period) ? period : throw new FormatException("A period is written window:label.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TelemetryPeriod result)
    {
        result = default;
        return s?.Split(':', 2) is [var name, var label]
            && TelemetryWindowNames.TryParse(name, out var window)
            && TryParseLabel(window, label, out result);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Window.ToName()}:{Label}";
}

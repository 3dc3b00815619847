using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ToolTime.Calendar;

/// <summary>
/// The 28 days for which a submission token is valid. Epoch 0 begins on Monday 2024-01-01 (UTC); no ISO week spans two epochs.
/// </summary>
public readonly record struct Epoch : IParsable<Epoch>
{
    /// <summary>The length of an epoch, in days.</summary>
    public const int Days = 28;

    private static readonly DateOnly Origin = new(2024, 1, 1);

    private Epoch(int number) => Number = number;

    /// <summary>The epoch's number; negative before 2024.</summary>
    public int Number { get; }

    /// <summary>The first day of the epoch, always a Monday.</summary>
    public DateOnly FirstDay => Origin.AddDays(Number * Days);

    /// <summary>The epoch with the given number.</summary>
    public static Epoch Numbered(int number) => new(number);

    /// <summary>The epoch that contains <paramref name="day"/>.</summary>
    public static Epoch Containing(DateOnly day) => new((int)Math.Floor((day.DayNumber - Origin.DayNumber) / (double)Days));

    /// <inheritdoc/>
    public static Epoch Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var epoch) ? epoch : throw new FormatException("An epoch is a decimal number.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Epoch result)
    {
        var parsed = int.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        result = new(number);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

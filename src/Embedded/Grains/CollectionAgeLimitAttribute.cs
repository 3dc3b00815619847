using System.Globalization;

namespace Orleans;

/// <summary>Sets how long a grain class's activations stay without a call, instead of the engine's default.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The shortest limit; a shorter one is raised to it.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _inactivityPeriod;

    /// <summary>Sets the limit by <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>, which add up, or <see cref="AlwaysActive"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>Sets the limit.</summary>
    /// <param name="inactivityPeriod">A <see cref="TimeSpan"/> in its invariant form, such as <c>00:05:00</c>. Not raised to <see cref="MinAgeLimit"/>.</param>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _inactivityPeriod = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the limit.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the limit.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the limit.</summary>
    public double Minutes { get; set; }

    /// <summary>Whether an activation never ends for being idle.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The limit.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive)
                return TimeSpan.FromDays(short.MaxValue);
            if (_inactivityPeriod is { } period)
                return period;
            var sum = TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return sum < MinAgeLimit ? MinAgeLimit : sum;
        }
    }
}

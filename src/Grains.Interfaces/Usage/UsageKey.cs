using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ToolTime.Usage;

/// <summary>
/// The key of a usage grain: one name in one dimension on one UTC day, written <c>2026-11-20/tool/Bash</c>. Names are ordinal; the empty
/// name is the dimension's bucket of names that are not published.
/// </summary>
public readonly record struct UsageKey : IParsable<UsageKey>
{
    /// <summary>Creates the key for a day, dimension and name.</summary>
    public UsageKey(DateOnly day, Dimension dimension, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        (Day, Dimension, Name) = (day, dimension, name);
    }

    /// <summary>The UTC day.</summary>
    public DateOnly Day { get; }

    /// <summary>The dimension.</summary>
    public Dimension Dimension { get; }

    /// <summary>The name within its dimension.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public static UsageKey Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var key) ? key : throw new FormatException("A usage key is written day/dimension/name.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UsageKey result)
    {
        result = default;
        if (s is null || s.Split('/', 3) is not [var day, var dimensionName, var name]
            || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsedDay)
            || !DimensionNames.TryParse(dimensionName, out var dimension))
        {
            return false;
        }

        result = new(parsedDay, dimension, name);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd}/{Dimension.ToName()}/{Name}");
}

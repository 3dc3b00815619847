using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>A name in its dimension. No dimension, 0, stands for what a window tells of as a whole.</summary>
/// <param name="Dimension">The dimension; 0 for the whole.</param>
/// <param name="Name">The name; empty for the dimension's bucket.</param>
public readonly record struct UsageName(Dimension Dimension, string Name) : IComparable<UsageName>
{
    /// <summary>Everybody and everything; its calls are reports.</summary>
    public static readonly UsageName Everything = new(default, "");

    /// <summary>Edits of files not read before, counted as if they were calls of a name.</summary>
    public static readonly UsageName EditsWithoutRead = new(default, "edit_without_read");

    /// <inheritdoc/>
    public int CompareTo(UsageName other)
    {
        var byDimension = Dimension.CompareTo(other.Dimension);
        return byDimension != 0 ? byDimension : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(UsageName left, UsageName right) => left.CompareTo(right) < 0;

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(UsageName left, UsageName right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(UsageName left, UsageName right) => left.CompareTo(right) > 0;

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(UsageName left, UsageName right) => left.CompareTo(right) >= 0;
}

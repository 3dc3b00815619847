using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>A name in its dimension.</summary>
internal readonly record struct UsageName(Dimension Dimension, string Name) : IComparable<UsageName>
{
    public int CompareTo(UsageName other)
    {
        var byDimension = Dimension.CompareTo(other.Dimension);
        return byDimension != 0 ? byDimension : string.CompareOrdinal(Name, other.Name);
    }
}

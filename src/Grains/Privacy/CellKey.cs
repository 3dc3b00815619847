using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// What published figures are about: a name, over all clients or for one. No other figures exist, so tables cannot be crossed with each
/// other.
/// </summary>
/// <param name="Client">The client; null for all clients together.</param>
/// <param name="Name">The name.</param>
public readonly record struct CellKey(AgentClient? Client, UsageName Name) : IComparable<CellKey>
{
    /// <inheritdoc/>
    public int CompareTo(CellKey other)
    {
        var byClient = Nullable.Compare(Client, other.Client);
        return byClient != 0 ? byClient : Name.CompareTo(other.Name);
    }

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(CellKey left, CellKey right) => left.CompareTo(right) < 0;

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(CellKey left, CellKey right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(CellKey left, CellKey right) => left.CompareTo(right) > 0;

    /// <summary>Compares two in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(CellKey left, CellKey right) => left.CompareTo(right) >= 0;
}

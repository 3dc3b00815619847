using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>A name in its dimension. Dimension 0 is the window as a whole.</summary>
/// <param name="Dimension">The dimension; 0 for the whole.</param>
/// <param name="Name">The name; empty for the dimension's bucket.</param>
public readonly record struct UsageName(Dimension Dimension, string Name) : IComparable<UsageName>
{
    /// <summary>All usage; its calls are reports.</summary>
    public static readonly UsageName Everything = new(default, "");

    /// <summary>Edits of unread files, counted as if they were calls of a name.</summary>
    public static readonly UsageName EditsWithoutRead = new(default, "edit_without_read");

    /// <summary>Any MCP server, counted once per submitter.</summary>
    public static readonly UsageName AnyMcpServer = new(default, AnyPrefix + "mcp_server");

    /// <summary>Any skill.</summary>
    public static readonly UsageName AnySkill = new(default, AnyPrefix + "skill");

    /// <summary>Any plugin.</summary>
    public static readonly UsageName AnyPlugin = new(default, AnyPrefix + "plugin");

    /// <summary>Any unlisted name, in any dimension.</summary>
    public static readonly UsageName AnyUnlisted = new(default, AnyPrefix + "unlisted");

    private const string AnyPrefix = "any_";

    /// <summary>Whether it represents the use of any name of a kind.</summary>
    public bool IsUseOfAny => Dimension == default && Name.StartsWith(AnyPrefix, StringComparison.Ordinal);

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

/// <summary>
/// Two names that the same submitters use more often than chance. Stored without numbers; the members' names never change.
/// </summary>
/// <param name="First">The name that more submitters use.</param>
/// <param name="Second">The other name.</param>
public sealed record PublishedPair(UsageName First, UsageName Second);

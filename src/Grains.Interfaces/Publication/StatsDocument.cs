using System.Text.Json.Serialization;

namespace ToolTime.Publication;

/// <summary>A publication: all figures of one window. Every endpoint serves figures of the current one and of no other source.</summary>
public sealed record StatsDocument
{
    /// <summary>What the figures cover and which limits were in force.</summary>
    public required StatsWindow Window { get; init; }

    /// <summary>The window as a whole.</summary>
    public required StatsOverview Overview { get; init; }

    /// <summary>Tools, at most 100.</summary>
    public required IReadOnlyList<ToolStats> Tools { get; init; }

    /// <summary>Models, at most 50.</summary>
    public required IReadOnlyList<ModelStats> Models { get; init; }

    /// <summary>Coding agents.</summary>
    public required IReadOnlyList<ClientStats> Clients { get; init; }

    /// <summary>The other dimensions.</summary>
    public required StatsDimensions Dimensions { get; init; }

    /// <summary>How people work.</summary>
    public required StatsHabits Habits { get; init; }

    /// <summary>How many used any name of a kind; absent in what was published before.</summary>
    public StatsAny? Any { get; init; }

    /// <summary>Of four weeks of all clients: names that the same submitters use more often than chance, the strongest first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StatsPair>? AlsoUsed { get; init; }
}

using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>What is known of a name.</summary>
public abstract record NameAnswer
{
    private NameAnswer()
    {
    }

    /// <summary>It is listed, or published.</summary>
    public sealed record Found : NameAnswer
    {
        /// <summary>Its dimension.</summary>
        public required Dimension Dimension { get; init; }

        /// <summary>The name.</summary>
        public required string Name { get; init; }

        /// <summary>The newest seven days.</summary>
        public required StatsDocument Stats { get; init; }

        /// <summary>The trends of all names.</summary>
        public required TrendsDocument Trends { get; init; }

        /// <summary>Its figures in the newest seven days; null where fewer use it than are needed, whether none or some.</summary>
        public required NameFigures? Current { get; init; }

        /// <summary>The names of its dimension that the newest seven days show, the most used first.</summary>
        public required IReadOnlyList<NameFigures> Ranking { get; init; }

        /// <summary>A point for each final week of <see cref="Trends"/>; null where fewer used it than are needed.</summary>
        public required IReadOnlyList<TrendPoint?> Points { get; init; }

        /// <summary>
        /// Names that the same submitters use more often than chance, by the newest published four weeks, the strongest first.
        /// </summary>
        public required IReadOnlyList<StatsName> AlsoUsed { get; init; }

        /// <summary>Its rank by submitters, from 1; equals share one. Null where <see cref="Current"/> is.</summary>
        public int? Rank => Current is { } current ? 1 + Ranking.Count(other => other.UniqueSubmitters > current.UniqueSubmitters) : null;

        /// <summary>What is said where <see cref="Current"/> is null: the same for none and for any fewer.</summary>
        public string TooFew => $"fewer than {Stats.Window.MinimumSubmitters} so far";
    }

    /// <summary>It is not listed, is blocked, or is known by a pattern only and not published: one constant answer.</summary>
    public sealed record NotListed : NameAnswer;

    /// <summary>Nothing could be read yet.</summary>
    public sealed record Unavailable : NameAnswer;
}

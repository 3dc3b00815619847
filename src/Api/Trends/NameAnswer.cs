using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Trends;

/// <summary>The answer to looking up a name.</summary>
public abstract record NameAnswer
{
    private NameAnswer()
    {
    }

    /// <summary>The name is listed or published.</summary>
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

        /// <summary>Its figures in the newest seven days; null if too few use it, including none.</summary>
        public required NameFigures? Current { get; init; }

        /// <summary>The names of its dimension in the newest seven days, most used first.</summary>
        public required IReadOnlyList<NameFigures> Ranking { get; init; }

        /// <summary>One point for each final week of <see cref="Trends"/>; null if too few used it.</summary>
        public required IReadOnlyList<TrendPoint?> Points { get; init; }

        /// <summary>
        /// Names that the same submitters use more often than chance, from the newest published four weeks, strongest first.
        /// </summary>
        public required IReadOnlyList<StatsName> AlsoUsed { get; init; }

        /// <summary>Its rank by submitters, from 1; equal names share a rank. Null if <see cref="Current"/> is.</summary>
        public int? Rank => Current is { } current ? 1 + Ranking.Count(other => other.UniqueSubmitters > current.UniqueSubmitters) : null;

        /// <summary>The text if <see cref="Current"/> is null: the same whether none or a few use it.</summary>
        public string TooFew => $"fewer than {Stats.Window.MinimumSubmitters} so far";
    }

    /// <summary>The name is not listed, is blocked, or matches only a pattern and is not published: always the same answer.</summary>
    public sealed record NotListed : NameAnswer;

    /// <summary>Nothing could be read yet.</summary>
    public sealed record Unavailable : NameAnswer;
}

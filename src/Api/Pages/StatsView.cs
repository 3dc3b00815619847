using ToolTime.Privacy;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>
/// What a page of statistics shows: the very document that the endpoint for machines serves, and beside it trends and rules.
/// </summary>
public sealed record StatsView
{
    /// <summary>The window or week, and the client.</summary>
    public required StatsQuery Query { get; init; }

    /// <summary>The figures.</summary>
    public required StatsDocument Stats { get; init; }

    /// <summary>How they went over the final weeks.</summary>
    public required TrendsDocument Trends { get; init; }

    /// <summary>The rules in force.</summary>
    public required PrivacyTerms Terms { get; init; }

    /// <summary>The tables, ready to be shown.</summary>
    public required IReadOnlyList<StatsTable> Tables { get; init; }

    /// <summary>What is used most, fails most and moves most.</summary>
    public required Highlights Highlights { get; init; }

    /// <summary>The dimension whose table is shown in full; null for the first rows of each.</summary>
    public required Dimension? Full { get; init; }

    /// <summary>Whether the window is one week, or four, of the past, which has a page of its own.</summary>
    public bool IsOfThePast => Query.Week is not null;

    /// <summary>Whom the figures are of, in words: the denominator of every share.</summary>
    public string Who
    {
        get
        {
            var submitters = Stats.Window.Submitters ?? Stats.Overview.UniqueSubmitters;
            var count = submitters is { } known
                ? Figure.Count(known, "submitter")
                : $"fewer than {Figure.Count(Stats.Window.MinimumSubmitters, "submitter")}";
            return Query.Client is { } client ? $"{count} with {client.ToName()}" : count;
        }
    }
}

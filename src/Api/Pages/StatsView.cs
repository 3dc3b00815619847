using ToolTime.Privacy;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Pages;

/// <summary>What a page of statistics shows: the same document that the data endpoint serves, with trends and rules.</summary>
public sealed record StatsView
{
    /// <summary>The window or week, and the client.</summary>
    public required StatsQuery Query { get; init; }

    /// <summary>The figures.</summary>
    public required StatsDocument Stats { get; init; }

    /// <summary>The trends over the final weeks.</summary>
    public required TrendsDocument Trends { get; init; }

    /// <summary>The rules in force.</summary>
    public required PrivacyTerms Terms { get; init; }

    /// <summary>The tables in page order.</summary>
    public required IReadOnlyList<StatsTable> Tables { get; init; }

    /// <summary>The names that are used most, fail most and changed most.</summary>
    public required Highlights Highlights { get; init; }

    /// <summary>The dimension whose table is shown in full; null to show the first rows of each.</summary>
    public required Dimension? Full { get; init; }

    /// <summary>Whether the query is for a past week or four-week window, which has its own page.</summary>
    public bool IsOfThePast => Query.Week is not null;

    /// <summary>The clients with figures in the window, and the chosen one.</summary>
    public IEnumerable<AgentClient> Clients =>
        Enum.GetValues<AgentClient>()
            .Where(client => client == Query.Client || Stats.Clients.Any(published => published.Client == client.ToName()));

    /// <summary>The clients that have a built-in tool, as its row says; null if one client is chosen or the tool is not listed.</summary>
    public string? ClientsOf(string tool) =>
        Tables.FirstOrDefault(table => table.Dimension == Dimension.Tool)?.Rows.FirstOrDefault(row => row.Name == tool)?.Clients;

    /// <summary>Who the figures describe, in words: the denominator of every share.</summary>
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

using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Applies the rules of docs/privacy.md to a window's tally, for which names were normalized (rule 1) and counts clamped (rule 5). A pure
/// function; the order of rows does not matter.
/// </summary>
internal sealed class PublicationRules(StatsWindowKind window, Threshold threshold)
{
    /// <summary>The published cells of a window, ordered by key.</summary>
    public IReadOnlyList<PublishedCell> Publish(WindowTally tally)
    {
        List<CellDraft> cells =
        [
            .. tally.Complete().Select(cell => new CellDraft(cell.Key, cell.Value, threshold, window)).OrderBy(cell => cell.Key),
        ];
        ComplementarySuppression.Apply(cells, threshold); // rule 3
        return
        [
            .. cells.Where(cell => threshold.IsMet(cell.Tally.Submitters) && cell.Key.Client != AgentClient.Unknown) // rule 2
                .Select(cell => new PublishedCell(cell.Key, CellFigures.From(cell, threshold))), // rule 4
        ];
    }
}

/// <summary>A cell on its way to publication: its counts, and which of its sums are still to be published.</summary>
internal sealed class CellDraft
{
    public static readonly IReadOnlyList<SumKind> Sums = Enum.GetValues<SumKind>();

    private readonly HashSet<SumKind> _published;

    /// <summary>Applies the threshold alone. Sums are published over all clients only, and not for four weeks.</summary>
    public CellDraft(CellKey key, CellTally tally, Threshold threshold, StatsWindowKind window)
    {
        (Key, Tally) = (key, tally);
        _published =
            key.Client is null && window != StatsWindowKind.FourWeeks
                ? [.. Sums.Where(sum => threshold.IsMet(Behind(sum)) && !threshold.IsTooFew(WithoutOf(sum)))]
                : [];
    }

    public CellKey Key { get; }

    public CellTally Tally { get; }

    /// <summary>Whether a sum will be published.</summary>
    public bool Publishes(SumKind sum) => _published.Contains(sum);

    /// <summary>Suppresses a sum.</summary>
    public void Suppress(SumKind sum) => _published.Remove(sum);

    /// <summary>How many submitters contribute to a sum.</summary>
    public int Behind(SumKind sum) => sum switch
    {
        SumKind.ObservedCalls => Tally.Observers,
        SumKind.Rejections => Tally.RejectionReporters,
        _ => Tally.Submitters,
    };

    /// <summary>How many submitters have calls in the total that are not in this sum: the difference is theirs.</summary>
    private int WithoutOf(SumKind sum) => sum switch
    {
        SumKind.ObservedCalls => Tally.PartialObservers,
        SumKind.Rejections => Tally.PartialRejectionReporters,
        _ => 0,
    };
}

/// <summary>The additive sums of a name, which can be subtracted from each other. Each has its own contributing submitters.</summary>
internal enum SumKind
{
    /// <summary>Calls.</summary>
    Calls = 0,

    /// <summary>Calls whose outcome was seen, and those of them that failed.</summary>
    ObservedCalls = 1,

    /// <summary>Calls that were rejected.</summary>
    Rejections = 2,
}

/// <summary>
/// Rule 3: the calls of an MCP server's tools add up to the server's, so if one tool's sum is suppressed, anyone could compute it by
/// subtraction. Therefore the sum of the published tool with the fewest submitters is suppressed too, unless a suppressed one already has
/// enough. One pass per sum, by the number of its submitters.
/// </summary>
internal static class ComplementarySuppression
{
    /// <summary>Suppresses sums that would reveal others.</summary>
    /// <param name="cells">All cells of a publication.</param>
    /// <param name="threshold">The threshold.</param>
    public static void Apply(IEnumerable<CellDraft> cells, Threshold threshold)
    {
        foreach (
            var tools in cells
                .Where(cell => cell.Key.Client is null)
                .GroupBy(cell => ServerOf(cell.Key.Name))
                .Where(server => server.Key is not null)
        )
        {
            foreach (var sum in CellDraft.Sums)
            {
                Apply([.. tools.Where(tool => tool.Behind(sum) > 0)], sum, threshold);
            }
        }
    }

    /// <summary>The rule in force, in words.</summary>
    public static PrivacyRule Describe() =>
        new()
        {
            Id = "complementary-suppression",
            Text =
                "Sums are published only per name over all clients. If too few tokens contribute to the sum of an MCP server's tool, the same sum of the tool with the next fewest is suppressed too.",
        };

    private static void Apply(List<CellDraft> tools, SumKind sum, Threshold threshold)
    {
        var (published, suppressed) = (tools.Where(tool => tool.Publishes(sum)), tools.Where(tool => !tool.Publishes(sum)));
        if (suppressed.Any() && !suppressed.Any(tool => threshold.IsMet(tool.Behind(sum))))
        {
            published.OrderBy(tool => tool.Behind(sum)).ThenBy(tool => tool.Key).FirstOrDefault()?.Suppress(sum);
        }
    }

    private static string? ServerOf(UsageName name) =>
        name.Dimension == Dimension.Tool && McpToolName.TryParse(name.Name, out var tool) ? tool.Server : null;
}

using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Rule 3: the calls of an MCP server's tools add up to the server's, so where one tool's sum is not published, everybody could subtract
/// the others from the server's. Then the sum of the published tool with the fewest submitters is not published either, unless the
/// unpublished ones have enough already. It is one pass, for each sum by the number of submitters behind it.
/// </summary>
internal static class ComplementarySuppression
{
    /// <summary>Takes sums back where they would give others away.</summary>
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

    /// <summary>The rule, as it is in force.</summary>
    public static PrivacyRule State() =>
        new()
        {
            Id = "complementary-suppression",
            Text =
                "Sums are published of a name over all clients only. Where a tool of an MCP server has too few tokens for a sum, the same sum of the tool with the fewest that are enough is left out too.",
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

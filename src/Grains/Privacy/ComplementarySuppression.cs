using ToolTime.Names;
using ToolTime.Privacy;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

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

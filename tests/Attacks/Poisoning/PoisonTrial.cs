using System.Text.Json.Nodes;
using ToolTime.Attacks.Plans;

namespace ToolTime.Attacks.Poisoning;

/// <summary>Plays a week with liars beside the same week in which honest people stand in their places, and compares what is told.</summary>
public static class PoisonTrial
{
    private static readonly string[] Figures =
    [
        "unique_submitters", "adoption", "total_calls", "observed_calls", "total_errors", "error_rate", "avg_calls_per_submitter",
        "calls_median", "calls_p25", "calls_p75", "calls_p10", "calls_p90", "error_rate_median",
    ];

    /// <summary>How each figure of each tool moved.</summary>
    public static async Task<IReadOnlyList<Shift>> PlayAsync(int seed, int liars, Lie lie)
    {
        var honest = await ToolsOfAsync(new(seed, 0, lie));
        var poisoned = await ToolsOfAsync(new(seed, liars, lie));
        return
        [
            .. from tool in Enumerable.Range(0, PoisonedWeek.Tools.Count)
               let name = PoisonedWeek.Tools[tool].Text
               from figure in Figures
               select new Shift(figure, tool, (double?)honest.GetValueOrDefault(name)?[figure], (double?)poisoned.GetValueOrDefault(name)?[figure]),
        ];
    }

    private static async Task<Dictionary<string, JsonNode>> ToolsOfAsync(PoisonedWeek week)
    {
        var moments = week.Moments().ToList();
        await using var server = new ServerInProcess(PoisonedWeek.Tools.Select(tool => tool.Added), moments[0].At);
        foreach (var moment in moments)
        {
            await server.PlayAsync(moment);
        }

        var stats = JsonNode.Parse(await server.ReadAsync("/v1/api/stats") ?? throw new InvalidOperationException("Nothing was published."))!;
        return stats["tools"]!.AsArray().ToDictionary(tool => (string)tool!["tool_name"]!, tool => tool!);
    }
}

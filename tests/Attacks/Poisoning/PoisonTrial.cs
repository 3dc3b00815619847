using System.Text.Json.Nodes;
using ToolTime.Attacks.Plans;

namespace ToolTime.Attacks.Poisoning;

/// <summary>Plays a week with liars beside the same week without them, and the one in which honest people stand in their places, and compares what is told.</summary>
public sealed class PoisonTrial
{
    private static readonly string[] Figures =
    [
        "unique_submitters", "adoption", "total_calls", "observed_calls", "total_errors", "error_rate", "avg_calls_per_submitter",
        "calls_median", "calls_p25", "calls_p75", "calls_p10", "calls_p90", "error_rate_median",
    ];

    /// <summary>Rates are read to a hundredth of a point, so that rounding hides no move.</summary>
    private static readonly KeyValuePair<string, string>[] FineRates = [new("Privacy:RateDigits", "4")];

    /// <summary>What liars move is compared with the truth, also where that would be hidden since few could move it.</summary>
    private static readonly KeyValuePair<string, string>[] Truth = [.. FineRates, new("Privacy:LiarsWithstood", "0")];

    /// <summary>And with a week that is told as it is, but for rounding.</summary>
    private static readonly KeyValuePair<string, string>[] PlainTruth = [.. Truth, new("Privacy:LargestMargin", "0")];

    private readonly Dictionary<string, JsonNode> _honest;

    private PoisonTrial(int seed, int submitters, Dictionary<string, JsonNode> honest) => (Seed, Submitters, _honest) = (seed, submitters, honest);

    /// <summary>Tells one week from another.</summary>
    public int Seed { get; }

    /// <summary>Submitters, liars and all.</summary>
    public int Submitters { get; }

    /// <summary>Plays the week in which all are honest.</summary>
    public static async Task<PoisonTrial> StartAsync(int seed, int submitters) => new(seed, submitters, await ToolsOfAsync(new(seed, submitters, 0, Lie.None), Truth));

    /// <summary>How each figure of each tool moves for each way to lie.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Shift>>> PlayAsync(int liars, params IReadOnlyList<Lie> lies)
    {
        ArgumentNullException.ThrowIfNull(lies);
        var without = await ToolsOfAsync(new(Seed, Submitters, liars, Lie.None), PlainTruth);
        var shifts = new List<IReadOnlyList<Shift>>();
        foreach (var lie in lies)
        {
            var poisoned = await ToolsOfAsync(new(Seed, Submitters, liars, lie), FineRates);
            shifts.Add(
            [
                .. from tool in Enumerable.Range(0, PoisonedWeek.Tools.Count)
                   let name = PoisonedWeek.Tools[tool].Text
                   from figure in Figures
                   select new Shift(figure, tool, Told(_honest, name, figure), Told(without, name, figure), Told(poisoned, name, figure)),
            ]);
        }

        return shifts;
    }

    private static double? Told(Dictionary<string, JsonNode> tools, string name, string figure) => (double?)tools.GetValueOrDefault(name)?[figure];

    private static async Task<Dictionary<string, JsonNode>> ToolsOfAsync(PoisonedWeek week, KeyValuePair<string, string>[] settings)
    {
        var moments = week.Moments().ToList();
        await using var server = new ServerInProcess(PoisonedWeek.Tools.Select(tool => tool.Added), moments[0].At, settings);
        foreach (var moment in moments)
        {
            await server.PlayAsync(moment);
        }

        var stats = JsonNode.Parse(await server.ReadAsync("/v1/api/stats") ?? throw new InvalidOperationException("Nothing was published."))!;
        return stats["tools"]!.AsArray().ToDictionary(tool => (string)tool!["tool_name"]!, tool => tool!);
    }
}

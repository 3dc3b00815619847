using System.Text;
using ToolTime.Attacks.Poisoning;

namespace ToolTime.Bench.Attacks;

/// <summary>What liars move, figure by figure.</summary>
internal static class PoisonReport
{
    private static readonly string[] Rates = ["error_rate", "error_rate_median", "adoption"];

    /// <summary>Plays the liars and returns two tables: what they do to each figure, and to medians of each rate.</summary>
    public static async Task<string> WriteAsync(int weeks)
    {
        var table = new StringBuilder();
        table.AppendLine("| liars of 200 | how | figure | honest | with liars | moved by |");
        table.AppendLine("|---|---|---|---|---|---|");
        var medians = new StringBuilder();
        medians.AppendLine("| liars of 200 | how | honest rate | median moved by, points | standard error |");
        medians.AppendLine("|---|---|---|---|---|");
        foreach (var liars in new[] { 1, 5, 20 })
        {
            foreach (var lie in Enum.GetValues<Lie>())
            {
                var shifts = new List<Shift>();
                for (var week = 0; week < weeks; week++)
                {
                    shifts.AddRange(await PoisonTrial.PlayAsync((100 * liars) + (10 * (int)lie) + week, liars, lie));
                }

                foreach (var figure in shifts.Where(shift => PoisonedWeek.RateOf(shift.Tool) == PoisonedWeek.RateOfLies).GroupBy(shift => shift.Figure))
                {
                    table.AppendLine($"| {liars} | {$"{lie}".ToLowerInvariant()} | `{figure.Key}` | {RowOf([.. figure])} |");
                }

                foreach (var rate in PoisonedWeek.Rates)
                {
                    var moves = shifts.Where(shift => shift.Figure == "error_rate_median" && PoisonedWeek.RateOf(shift.Tool) == rate)
                        .Select(shift => 100 * (shift.Poisoned - shift.Honest)).OfType<double>().ToList();
                    medians.AppendLine($"| {liars} | {$"{lie}".ToLowerInvariant()} | {100 * rate:0}% | {moves.Average():0.00} | {ErrorOf(moves):0.00} |");
                }
            }
        }

        return $"{medians}\n{table}";
    }

    private static string RowOf(IReadOnlyList<Shift> shifts)
    {
        var both = shifts.Where(shift => shift is { Honest: not null, Poisoned: not null }).ToList();
        var hidden = shifts.Count(shift => shift is { Honest: not null, Poisoned: null });
        if (both.Count == 0)
        {
            return $"{shifts.Average(shift => shift.Honest):0.###} | hidden | ";
        }

        var (honest, poisoned) = (both.Average(shift => shift.Honest!.Value), both.Average(shift => shift.Poisoned!.Value));
        var moved = Rates.Contains(shifts[0].Figure) ? $"{100 * (poisoned - honest):+0.0;-0.0;0} points" : $"{100 * ((poisoned / honest) - 1):+0;-0;0}%";
        return $"{honest:0.###} | {poisoned:0.###}{(hidden > 0 ? $", hidden in {100 * hidden / shifts.Count}%" : "")} | {moved}";
    }

    private static double ErrorOf(List<double> moves)
    {
        var mean = moves.Average();
        return Math.Sqrt(moves.Sum(move => (move - mean) * (move - mean)) / (moves.Count - 1) / moves.Count);
    }
}

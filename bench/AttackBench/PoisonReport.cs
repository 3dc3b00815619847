using System.Text;
using ToolTime.Attacks.Poisoning;

namespace ToolTime.Bench.Attacks;

/// <summary>What liars move, figure by figure, at tools that fail in 5% of calls, of 200 submitters.</summary>
internal static class PoisonReport
{
    private const int Submitters = 200;

    private static readonly string[] Rates = ["error_rate", "error_rate_median", "adoption"];
    private static readonly Lie[] Lies = [Lie.Modest, Lie.Shrewd, Lie.Loud];

    /// <summary>Plays the liars and returns the table.</summary>
    public static async Task<string> WriteAsync(int weeks)
    {
        var table = new StringBuilder();
        table.AppendLine("| liars of 200 | how | figure | honest | with liars | moved by |");
        table.AppendLine("|---|---|---|---|---|---|");
        foreach (var liars in new[] { 1, 5, 20 })
        {
            var shifts = Lies.ToDictionary(lie => lie, _ => new List<Shift>());
            for (var week = 0; week < weeks; week++)
            {
                var trial = await PoisonTrial.StartAsync(week, Submitters);
                foreach (var (lie, played) in Lies.Zip(await trial.PlayAsync(liars, Lies)))
                {
                    shifts[lie].AddRange(played.Where(shift => PoisonedWeek.RateOf(shift.Tool) == PoisonedWeek.RateOfLies));
                }
            }

            foreach (var lie in Lies)
            {
                foreach (var figure in shifts[lie].GroupBy(shift => shift.Figure))
                {
                    table.AppendLine($"| {liars} | {$"{lie}".ToLowerInvariant()} | `{figure.Key}` | {RowOf([.. figure])} |");
                }
            }
        }

        return table.ToString();
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
}

using System.Text;
using ToolTime.Attacks.Poisoning;

namespace ToolTime.Bench.Attacks;

/// <summary>What liars do to medians and means of error rates: how often they are told, how far they move where they are, and how many liars hide them.</summary>
internal static class RateReport
{
    private static readonly string[] Figures = ["error_rate_median", "error_rate"];
    private static readonly Lie[] Lies = [Lie.None, Lie.Modest, Lie.Beside];

    /// <summary>Plays the liars and returns the table, a row for each rate.</summary>
    /// <param name="submitters">Submitters, liars and all.</param>
    /// <param name="liarCounts">How many lie.</param>
    /// <param name="weeks">How many weeks are played, of ten tools of each rate.</param>
    public static async Task<string> WriteAsync(int submitters, IReadOnlyList<int> liarCounts, int weeks)
    {
        var table = new StringBuilder();
        table.AppendLine("| figure | submitters | liars | honest rate | told without them | told, all fail | moved | at most | told, beside | moved | at most | from honest ones in their places |");
        table.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        var shifts = liarCounts.ToDictionary(liars => liars, _ => Lies.ToDictionary(lie => lie, _ => new List<Shift>()));
        for (var week = 0; week < weeks; week++)
        {
            var trial = await PoisonTrial.StartAsync(week, submitters);
            foreach (var liars in liarCounts)
            {
                foreach (var (lie, played) in Lies.Zip(await trial.PlayAsync(liars, Lies)))
                {
                    shifts[liars][lie].AddRange(played);
                }
            }
        }

        foreach (var (figure, liars) in from figure in Figures from liars in liarCounts select (figure, liars))
        {
            foreach (var rate in PoisonedWeek.Rates)
            {
                List<Shift> Of(Lie lie) => [.. shifts[liars][lie].Where(shift => shift.Figure == figure && PoisonedWeek.RateOf(shift.Tool) == rate)];
                var (modest, beside) = (Of(Lie.Modest), Of(Lie.Beside));
                table.AppendLine($"| `{figure}` | {submitters:N0} | {liars} | {100 * rate:0}% | {ShareOf(Of(Lie.None))} | {RowOf(modest)} | {RowOf(beside)} | {Most([.. modest, .. beside], shift => shift.Honest)} |");
            }
        }

        return table.ToString();
    }

    private static string RowOf(List<Shift> shifts) =>
        $"{ShareOf(shifts)} | {Mean(shifts)} | {Most(shifts, shift => shift.Without)}";

    private static string ShareOf(List<Shift> shifts) => $"{100.0 * shifts.Count(shift => shift.Poisoned is not null) / shifts.Count:0}%";

    private static string Mean(List<Shift> shifts) =>
        shifts.Average(shift => 100 * (shift.Poisoned - shift.Without)) is { } moved ? $"{moved:0.00}" : "";

    private static string Most(List<Shift> shifts, Func<Shift, double?> from) =>
        shifts.Max(shift => shift.Poisoned - from(shift) is { } moved ? Math.Abs(100 * moved) : (double?)null) is { } most ? $"{most:0.00}" : "";
}

using System.Text;
using ToolTime.Attacks.Poisoning;

namespace ToolTime.Bench.Attacks;

/// <summary>What liars do to medians of error rates: how often they are told, how far they move where they are, and how many liars hide them.</summary>
internal static class MedianReport
{
    private static readonly Lie[] Lies = [Lie.None, Lie.Modest, Lie.Beside];

    /// <summary>Plays the liars and returns the table, a row for each rate.</summary>
    /// <param name="submitters">Submitters, liars and all.</param>
    /// <param name="liarCounts">How many lie.</param>
    /// <param name="weeks">How many weeks are played, of ten tools of each rate.</param>
    public static async Task<string> WriteAsync(int submitters, IReadOnlyList<int> liarCounts, int weeks)
    {
        var table = new StringBuilder();
        table.AppendLine("| submitters | liars | honest rate | told without them | told, all fail | moved | at most | told, beside | moved | at most | from honest ones in their places |");
        table.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        var shifts = liarCounts.ToDictionary(liars => liars, _ => Lies.ToDictionary(lie => lie, _ => new List<Shift>()));
        for (var week = 0; week < weeks; week++)
        {
            var trial = await PoisonTrial.StartAsync(week, submitters);
            foreach (var liars in liarCounts)
            {
                foreach (var (lie, played) in Lies.Zip(await trial.PlayAsync(liars, Lies)))
                {
                    shifts[liars][lie].AddRange(played.Where(shift => shift.Figure == "error_rate_median"));
                }
            }
        }

        foreach (var liars in liarCounts)
        {
            foreach (var rate in PoisonedWeek.Rates)
            {
                var (modest, beside) = (Of(shifts[liars][Lie.Modest], rate), Of(shifts[liars][Lie.Beside], rate));
                table.AppendLine($"| {submitters:N0} | {liars} | {100 * rate:0}% | {ShareOf(Of(shifts[liars][Lie.None], rate))} | {RowOf(modest)} | {RowOf(beside)} | {Most([.. modest, .. beside], shift => shift.Honest)} |");
            }
        }

        return table.ToString();
    }

    private static List<Shift> Of(List<Shift> shifts, double rate) => [.. shifts.Where(shift => PoisonedWeek.RateOf(shift.Tool) == rate)];

    private static string RowOf(List<Shift> shifts) =>
        $"{ShareOf(shifts)} | {Mean(shifts)} | {Most(shifts, shift => shift.Without)}";

    private static string ShareOf(List<Shift> shifts) => $"{100.0 * shifts.Count(shift => shift.Poisoned is not null) / shifts.Count:0}%";

    private static string Mean(List<Shift> shifts) =>
        shifts.Average(shift => 100 * (shift.Poisoned - shift.Without)) is { } moved ? $"{moved:0.00}" : "";

    private static string Most(List<Shift> shifts, Func<Shift, double?> from) =>
        shifts.Max(shift => shift.Poisoned - from(shift) is { } moved ? Math.Abs(100 * moved) : (double?)null) is { } most ? $"{most:0.00}" : "";
}

using System.Text;
using ToolTime.Attacks;
using ToolTime.Attacks.Judging;
using ToolTime.Attacks.Plans;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Bench.Attacks;

/// <summary>The attacks on somebody's secrets: figures, and a picture for each.</summary>
internal static class SecretReport
{
    private const double MostAllowed = 0.25;

    private static readonly (Secret Secret, string File, string Question)[] Attacks =
    [
        (Secret.UsedThem, "used", "Did they use their five names this week?"),
        (Secret.UsedThemAgain, "again", "Who used them last week: did they this week?"),
        (Secret.Deleted, "deleted", "Did they delete everything after the second of four weeks?"),
        (Secret.WentOn, "epoch", "Did they go on in the next epoch, under a new token?"),
        (Secret.UsedOtherClient, "clients", "Did they use the names under another client?"),
        (Secret.BeganToday, "days", "Did they use the names on the newest day of the last seven?"),
        (Secret.UsedThemForLong, "long", "Did they use their five names in all of twelve weeks, or in none?"),
        (Secret.FailedByMedians, "medians", "Do half of their calls fail, as nobody else's do? By medians of rates"),
        (Secret.FailedByMeans, "means", "Do half of their calls fail, as nobody else's do? By means of rates"),
        (Secret.WorkedByMeans, "worked", "Do half of their calls work, as nobody else's do? By means of rates"),
    ];

    /// <summary>Plays them, writes the pictures into a folder, and returns the table.</summary>
    /// <param name="kind">Which worlds: <c>weeks</c>, <c>clients</c>, <c>days</c>, <c>errors</c>, or all of these; <c>seasons</c>, <c>sieges</c>, or <c>unsteady</c>, medians of rates without the rule that they be steady.</param>
    /// <param name="pairs">Pairs of worlds for each attack.</param>
    /// <param name="imagesFolder">The folder.</param>
    public static async Task<string> WriteAsync(string kind, int pairs, string imagesFolder)
    {
        IReadOnlyList<Func<int, bool, World>> worlds = kind switch
        {
            "weeks" => Campaign.Weeks,
            "clients" => [World.OfClients],
            "days" => [World.OfDays],
            "seasons" => [World.OfSeasons],
            "errors" => [World.OfErrors],
            "unsteady" => [World.OfUnsteadyMedians],
            "sieges" => [World.OfSieges, World.OfErrorSieges],
            _ => Campaign.Limited,
        };
        var shipped = await Campaign.PlayAsync(new ShippedRules(kind == "unsteady" ? [KeyValuePair.Create("Privacy:LiarsWithstood", "0")] : []), worlds, pairs, seed: 0);
        var daily = await Campaign.PlayAsync(new SeedsPlan(), worlds, pairs, seed: 0);
        var table = new StringBuilder();
        table.AppendLine("| attack | around the names | advantage | interval | knowing all others | daily sums |");
        table.AppendLine("|---|---|---|---|---|---|");
        foreach (var (secret, file, question) in Attacks)
        {
            var rows = new List<(string, string, Verdict)>();
            foreach (var finding in shipped.Where(finding => finding.Secret == secret))
            {
                // Daily sums have no medians.
                var other = secret == Secret.FailedByMedians ? null : daily.SingleOrDefault(found => (found.Secret, found.Crowd) == (secret, finding.Crowd))?.Verdict;
                var (low, high) = finding.Verdict.Interval;
                table.AppendLine($"| {question} | {finding.Crowd} | **{finding.Verdict.Advantage:0.00}** | {low:0.00} to {high:0.00}{(high > MostAllowed ? " (!)" : "")} "
                    + $"| {finding.Knowing.Advantage:0.00} | {(other is null ? "" : $"{other.Advantage:0.00}")} |");
                rows.Add(($"{finding.Crowd}", "#2b6cb0", finding.Verdict));
                rows.Add(("knowing all others", "#a0aec0", finding.Knowing));
                if (other is not null)
                {
                    rows.Add(("the same on daily sums", "#dd6b20", other));
                }
            }

            if (rows.Count > 0)
            {
                await File.WriteAllTextAsync(Path.Combine(imagesFolder, kind is "sieges" or "unsteady" ? $"{kind.TrimEnd('s')}-{file}.svg" : $"{file}.svg"), Bars.Draw(question, rows, MostAllowed));
            }
        }

        return table.ToString();
    }
}

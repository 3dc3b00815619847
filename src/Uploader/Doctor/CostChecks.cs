using System.Globalization;
using ToolTime.Recording.Clock;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Pricing;
using ToolTime.Transcripts.Reporting;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Doctor;

/// <summary>Whether costs can be trusted: compared with the client's own figures, and by the age and gaps of the prices.</summary>
internal static class CostChecks
{
    /// <summary>Share of the client's own cost. A larger difference means a wrong price, or usage that only one side counts.</summary>
    private const decimal Tolerance = 0.02m;

    /// <summary>Vendors change prices several times a year.</summary>
    private const int FreshDays = 120;

    public static IEnumerable<DoctorCheck> All(CommandContext context, UsageReading reading)
    {
        var book = Prices.Read(context);
        var usage = new ReportSource(reading.Index, new ReportFilter(TimeZoneInfo.Utc), book).Usage().ToList();
        yield return BesideTheClient(reading.Index, book, usage);
        yield return Unpriced(context, usage);
        yield return Age(context);
    }

    /// <summary>
    /// Claude Code stores what a session cost, by model, with the tokens behind it. Only pairs of session and model with the same token
    /// counts as ours are compared by cost: the others' missing part is in a copy, in a deleted file, or in requests that are in no
    /// transcript. For models without a price of ours we use the client's cost, so these say nothing about our prices.
    /// </summary>
    private static DoctorCheck BesideTheClient(
        UsageIndex index,
        PriceBook book,
        List<(DateOnly Day, IndexSession Session, string Model, UsageCell Cell, decimal? Cost)> usage
    )
    {
        if (index.ClientCosts.Count == 0)
        {
            return new("client_cost", DoctorCheck.Fine, "No session reports its own cost.");
        }

        var (compared, elsewhere) = (0, 0);
        var (ours, theirs) = (0m, 0m);
        var parts = usage.ToLookup(row => (row.Cell.Session, row.Cell.Model));
        foreach (var (part, client) in index.ClientCosts)
        {
            var rows = parts[part].ToList();
            if (rows.Sum(row => row.Cell.Tokens.Total) != client.Tokens)
            {
                elsewhere++;
            }
            else if (rows.TrueForAll(row => book.Cost(row.Model, row.Day, row.Cell.Kind, row.Cell.Tokens) is not null))
            {
                compared++;
                ours += rows.Sum(row => row.Cost ?? 0);
                theirs += client.Micros / 1_000_000m;
            }
        }

        if (MostMissing(index, usage) is { } missing)
        {
            return missing;
        }

        var left = elsewhere switch
        {
            0 => "",
            1 => " 1 more has token counts that differ from ours and is left out.",
            _ => $" {elsewhere} more have token counts that differ from ours and are left out.",
        };
        if (compared == 0)
        {
            return new("client_cost", DoctorCheck.Fine, $"No session's own cost can be compared with our prices.{left}");
        }

        var found =
            $"{Figure.Count(compared, "pair")} of session and model cost {Dollars(ours)} by our prices and {Dollars(theirs)} by the client's own figures.{left}";
        return Math.Abs(ours - theirs) <= theirs * Tolerance
            ? new("client_cost", DoctorCheck.Fine, found)
            : new("client_cost", DoctorCheck.Warning, found, "A price differs: put your prices into prices.json, or update tooltime.");
    }

    // A fork's figure repeats its original's, and some requests are in no transcript, but neither is the larger part.
    private static DoctorCheck? MostMissing(
        UsageIndex index,
        List<(DateOnly Day, IndexSession Session, string Model, UsageCell Cell, decimal? Cost)> usage
    )
    {
        var sessions = index.ClientCosts.Keys.Select(part => part.Session).ToHashSet();
        var ours = usage.Where(row => sessions.Contains(row.Cell.Session)).Sum(row => row.Cell.Tokens.Total);
        var theirs = index.ClientCosts.Values.Sum(client => client.Tokens);
        return ours * 2 < theirs
            ? new(
                "client_cost",
                DoctorCheck.Warning,
                $"Claude Code counted {Figure.Count(theirs, "token")} in {Figure.Count(sessions.Count, "session")}, "
                    + $"and ToolTime only {Figure.Full(ours)}.",
                "Update tooltime, or report the agent's version."
            )
            : null;
    }

    private static DoctorCheck Unpriced(
        CommandContext context,
        List<(DateOnly Day, IndexSession Session, string Model, UsageCell Cell, decimal? Cost)> usage
    )
    {
        var models = usage
            .Where(row => row.Cost is null && row.Cell.Tokens.Total > 0)
            .Select(row => row.Model)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return models.Count == 0
            ? new("unpriced", DoctorCheck.Fine, "Every model that was used has a price.")
            : new(
                "unpriced",
                DoctorCheck.Warning,
                $"Without a price, so in no cost: {string.Join(", ", models)}.",
                $"Put their prices into {context.Home.Prices}."
            );
    }

    private static DoctorCheck Age(CommandContext context)
    {
        var days = context.Now.UtcDay().DayNumber - PriceTable.AsOf.DayNumber;
        var found = $"Prices are from {PriceTable.AsOf:yyyy-MM-dd}.";
        return days <= FreshDays
            ? new("prices", DoctorCheck.Fine, found)
            : new("prices", DoctorCheck.Warning, found, "Update tooltime, or put what has changed into prices.json.");
    }

    private static string Dollars(decimal dollars) => dollars.ToString("$#,##0.00", CultureInfo.InvariantCulture);
}

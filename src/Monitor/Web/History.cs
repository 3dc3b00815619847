using System.Globalization;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Settings;
using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Web;

/// <summary>The query of `GET /api/usage/history`: usage over some days, by hour, day, model or project, or calls by tool.</summary>
/// <param name="By">One of <see cref="Groupings"/>.</param>
/// <param name="From">The first day, in the user's zone.</param>
/// <param name="To">The last day.</param>
/// <param name="Project">A project by its folder's name or path; null for all.</param>
/// <param name="Client">A client's name on the wire; null for all.</param>
internal sealed record History(string By, DateOnly From, DateOnly To, string? Project, string? Client)
{
    public static readonly string[] Groupings = ["hour", "day", "model", "project", "tool"];

    private const int DefaultDays = 7;

    private const int MostDays = 3660;

    private static readonly string[] Members = ["by", "from", "to", "days", "project", "client"];

    /// <summary>Reads a query, and the names of invalid parameters.</summary>
    public static History Read(IQueryCollection query, DateOnly today, TimeZoneInfo zone, out List<string> faults)
    {
        faults = Query.Faults(query, Members);
        var by = query["by"].FirstOrDefault() ?? "day";
        if (!Groupings.Contains(by))
        {
            faults.Add("by");
        }

        var to = Day(query, "to", zone, faults) ?? today;
        var days = Query.Days(query, DefaultDays, MostDays, faults);
        var from = Day(query, "from", zone, faults) ?? to.AddDays(-Math.Min(days - 1, to.DayNumber));
        if (from > to)
        {
            faults.Add("from");
        }

        return new History(by, from, to, query["project"].FirstOrDefault(), query["client"].FirstOrDefault());
    }

    /// <summary>Sums up usage; not for <c>tool</c>.</summary>
    public IReadOnlyList<UsageRow> Usage(UsageIndex index, MonitorOptions options)
    {
        var source = Source(index, options);
        return By switch
        {
            "model" => UsageBreakdown.Models(source),
            "project" => UsageBreakdown.ByProject(source),
            "hour" => UsageBreakdown.Hourly(source, options.Zone),
            _ => UsageBreakdown.Daily(source),
        };
    }

    /// <summary>Sums up calls by tool.</summary>
    public IReadOnlyList<NameRow> Tools(UsageIndex index, MonitorOptions options) =>
        new NameReport(Source(index, options), CallGrouping.Tool).Rows();

    private ReportSource Source(UsageIndex index, MonitorOptions options) =>
        new(index, new ReportFilter(options.Zone, From, To, Project, Client), options.Prices);

    // A day, or an instant, which stands for its day in the user's zone.
    private static DateOnly? Day(IQueryCollection query, string name, TimeZoneInfo zone, List<string> faults)
    {
        if (query[name].FirstOrDefault() is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (
            text.Contains('T')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        )
        {
            return LocalDay.At(instant, zone);
        }

        faults.Add(name);
        return null;
    }
}

/// <summary>The answer.</summary>
/// <typeparam name="TRow">Rows of usage, or of calls.</typeparam>
internal sealed record HistoryAnswer<TRow>
{
    public required string By { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>The time zone of its days and hours.</summary>
    public required string Timezone { get; init; }

    public required IReadOnlyList<TRow> Rows { get; init; }
}

using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Sessions;

namespace ToolTime.Monitor.Web;

/// <summary>Which findings the page Security shows.</summary>
internal sealed record SecurityFilter
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    private static readonly string[] Members = ["days", "from", "client", "project", "rule", "category", "acknowledged"];

    public int Days { get; private init; } = UsualDays;

    /// <summary>The lowest severity.</summary>
    public Severity From { get; private init; } = Severity.Medium;

    public string? Client { get; private init; }

    public string? Project { get; private init; }

    /// <summary>A rule's id, or its start.</summary>
    public string? Rule { get; private init; }

    /// <summary>The category's name.</summary>
    public string? Category { get; private init; }

    /// <summary>Whether acknowledged findings are shown too.</summary>
    public bool HasAcknowledged { get; private init; }

    /// <summary>Reads a query, and the names of invalid parameters.</summary>
    public static SecurityFilter? Read(IQueryCollection query, out List<string> faults)
    {
        faults = Query.Faults(query, Members);
        var days = Query.Days(query, UsualDays, MostDays, faults);
        var from = Query.Text(query, "from") is { } severity ? SeverityName.Parse(severity) : Severity.Medium;
        if (from is null)
        {
            faults.Add("from");
        }

        var acknowledged = Query.Text(query, "acknowledged");
        if (acknowledged is not (null or "true" or "false"))
        {
            faults.Add("acknowledged");
        }

        return faults.Count > 0 ? null : new SecurityFilter
        {
            Days = days,
            From = from!.Value,
            Client = Query.Text(query, "client"),
            Project = Query.Text(query, "project"),
            Rule = Query.Text(query, "rule"),
            Category = Query.Text(query, "category"),
            HasAcknowledged = acknowledged is "true",
        };
    }

    public bool Takes(SessionSecurity session) =>
        (Client is null || session.Client == Client) && (Project is null || SecurityViewSession.NameOf(session) == Project);

    public bool Takes(SecurityViewFinding finding) =>
        SeverityName.Parse(finding.Severity) >= From
        && (Rule is null || finding.Rule.StartsWith(Rule, StringComparison.Ordinal))
        && (Category is null || finding.Category == Category)
        && (HasAcknowledged || !finding.Acknowledged);
}

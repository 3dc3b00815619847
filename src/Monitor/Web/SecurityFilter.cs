using System.Globalization;
using Microsoft.AspNetCore.Http;
using ToolTime.Monitor.Security;
using ToolTime.Monitor.Security.Sessions;

namespace ToolTime.Monitor.Web;

/// <summary>Which findings the page Security shows.</summary>
internal sealed record SecurityFilter
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    public int Days { get; private init; } = UsualDays;

    /// <summary>The least severity.</summary>
    public Severity From { get; private init; } = Severity.Medium;

    public string? Client { get; private init; }

    public string? Project { get; private init; }

    /// <summary>A rule's id, or its beginning.</summary>
    public string? Rule { get; private init; }

    /// <summary>The category's name.</summary>
    public string? Category { get; private init; }

    /// <summary>Whether those that were acknowledged are shown, too.</summary>
    public bool HasAcknowledged { get; private init; }

    /// <summary>Reads a query; names what is wrong with it.</summary>
    public static SecurityFilter? Read(IQueryCollection query, List<string> faults)
    {
        var days = UsualDays;
        if (query["days"].FirstOrDefault() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is < 1 or > MostDays))
        {
            faults.Add("days");
        }

        var from = query["from"].FirstOrDefault() is { Length: > 0 } severity ? SeverityName.Parse(severity) : Severity.Medium;
        if (from is null)
        {
            faults.Add("from");
        }

        return faults.Count > 0 ? null : new SecurityFilter
        {
            Days = days,
            From = from!.Value,
            Client = Text(query, "client"),
            Project = Text(query, "project"),
            Rule = Text(query, "rule"),
            Category = Text(query, "category"),
            HasAcknowledged = query["acknowledged"].FirstOrDefault() is "true",
        };
    }

    public bool Takes(SessionSecurity session) =>
        (Client is null || session.Client == Client) && (Project is null || SecurityViewSession.NameOf(session) == Project);

    public bool Takes(SecurityViewFinding finding) =>
        SeverityName.Parse(finding.Severity) >= From
        && (Rule is null || finding.Rule.StartsWith(Rule, StringComparison.Ordinal))
        && (Category is null || finding.Category == Category)
        && (HasAcknowledged || !finding.Acknowledged);

    private static string? Text(IQueryCollection query, string name) => query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;
}

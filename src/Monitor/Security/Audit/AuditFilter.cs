namespace ToolTime.Monitor.Security.Audit;

/// <summary>Selects calls of the audit trail; members that are not set match all.</summary>
internal sealed record AuditFilter
{
    /// <summary>Start of the period, or null.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>End of the period, exclusive, or null.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The start of the session's id.</summary>
    public string? Session { get; init; }

    /// <summary>The name of the project's folder.</summary>
    public string? Project { get; init; }

    /// <summary>The client's name.</summary>
    public string? Client { get; init; }

    /// <summary>The tool's name.</summary>
    public string? Tool { get; init; }

    /// <summary>A rule's id, or its start, such as `secrets.`.</summary>
    public string? Rule { get; init; }

    /// <summary>The lowest severity of a finding; if set, calls without findings do not match.</summary>
    public Severity? From { get; init; }

    /// <summary>Only blocked calls.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Whether a call matches.</summary>
    public bool Takes(AuditEntry entry) =>
        (Since is null || entry.At >= Since)
        && (Until is null || entry.At < Until)
        && (Session is null || entry.Session.StartsWith(Session, StringComparison.Ordinal))
        && (Project is null || entry.Project.Equals(Project, StringComparison.OrdinalIgnoreCase))
        && (Client is null || entry.Client == Client)
        && (Tool is null || entry.Tool.Equals(Tool, StringComparison.OrdinalIgnoreCase))
        && (Rule is null || entry.Findings.Any(finding => finding.Rule.StartsWith(Rule, StringComparison.Ordinal)))
        && (From is null || entry.Findings.Any(finding => SeverityName.Parse(finding.Severity) >= From))
        && (!IsBlocked || entry.Decision is not null);
}

namespace ToolTime.Monitor.Security.Audit;

/// <summary>Which calls of the audit trail are wanted; what is not set takes all.</summary>
public sealed record AuditFilter
{
    /// <summary>From when on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Until when, exclusive.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The beginning of the session's identifier.</summary>
    public string? Session { get; init; }

    /// <summary>The name of the project's folder.</summary>
    public string? Project { get; init; }

    /// <summary>The client's name.</summary>
    public string? Client { get; init; }

    /// <summary>The tool's name.</summary>
    public string? Tool { get; init; }

    /// <summary>A rule's id, or its beginning, as `secrets.`.</summary>
    public string? Rule { get; init; }

    /// <summary>The least severity of a finding; calls without a finding are left out then.</summary>
    public Severity? From { get; init; }

    /// <summary>Only calls that were blocked.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Whether a call is wanted.</summary>
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

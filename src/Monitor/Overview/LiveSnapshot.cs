using System.Text.Json.Serialization;
using ToolTime.Monitor.Budgets;
using ToolTime.Monitor.Events;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Monitor.Overview;

/// <summary>The active sessions and their usage: the answer of `GET /api/overview` and the output of `tooltime live --json`.</summary>
internal sealed record LiveSnapshot
{
    /// <summary>When it was made, in UTC.</summary>
    public required string At { get; init; }

    /// <summary>The local day's usage, up to a few seconds ago.</summary>
    public required UsageRow Today { get; init; }

    /// <summary>Over the last 15 minutes.</summary>
    public required double TokensPerMinute { get; init; }

    public required decimal CostUsdPerHour { get; init; }

    /// <summary>The current 5-hour window, from transcripts; null if none is open.</summary>
    public required SessionBlockUpdate? Window { get; init; }

    /// <summary>What Claude Code reported to its status line; null if nothing yet.</summary>
    public required OfficialLimits? OfficialLimits { get; init; }

    public required IReadOnlyList<BudgetStatus> Budgets { get; init; }

    /// <summary>
    /// When each budget will be spent at the current rate, in the order of <see cref="Budgets"/>; null if it is spent, or will not be
    /// before its period ends.
    /// </summary>
    public required IReadOnlyList<EventDepletion?> Depletions { get; init; }

    /// <summary>The active sessions, last active first; at most 100.</summary>
    public required IReadOnlyList<LiveSessionRow> Sessions { get; init; }

    /// <summary>How many are active.</summary>
    public required int SessionCount { get; init; }

    /// <summary>The last calls, newest first; at most 50.</summary>
    public required IReadOnlyList<ToolCall> Calls { get; init; }

    /// <summary>The last alerts of any kind, newest first; at most 20.</summary>
    public required IReadOnlyList<LiveEvent> Alerts { get; init; }

    /// <summary>Today's models, most used first.</summary>
    public required IReadOnlyList<UsageRow> Models { get; init; }

    /// <summary>The last hour, minute by minute.</summary>
    public required IReadOnlyList<LiveMinute> Minutes { get; init; }

    /// <summary>The number of the newest event included.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The same with only one project's sessions and calls, by its folder's name, ignoring case; null for all.</summary>
    public LiveSnapshot ForProject(string? project)
    {
        if (project is null)
        {
            return this;
        }

        var sessions = Sessions.Where(session => IsOf(project, session.Project)).ToList();
        return this with
        {
            Sessions = sessions,
            SessionCount = sessions.Count == Sessions.Count ? SessionCount : sessions.Count(session => !session.IsSubagent),
            Calls = [.. Calls.Where(call => IsOf(project, call.Project))],
        };
    }

    /// <summary>True if the name is the project's; always for all projects.</summary>
    public static bool IsOf(string? project, string? name) =>
        project is null || string.Equals(name, project, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An active session.</summary>
internal sealed record LiveSessionRow
{
    public required string Client { get; init; }

    public required string SessionId { get; init; }

    public required string Project { get; init; }

    public required bool IsSubagent { get; init; }

    public required string? Agent { get; init; }

    public required string? Model { get; init; }

    /// <summary>Its usage since it became active.</summary>
    public required EventTokens Tokens { get; init; }

    public required decimal CostUsd { get; init; }

    public required int Calls { get; init; }

    public required int Errors { get; init; }

    /// <summary>When it was last active, in UTC.</summary>
    public required string LastAt { get; init; }

    public static LiveSessionRow From(LiveSession session) => new()
    {
        Client = session.Client,
        SessionId = session.Id,
        Project = session.Project,
        IsSubagent = session.IsSubagent,
        Agent = session.Agent,
        Model = session.Model,
        Tokens = EventTokens.From(session.Tokens),
        CostUsd = session.CostUsd,
        Calls = session.Calls,
        Errors = session.Errors,
        LastAt = ReportTime.Utc(session.LastAt) ?? "",
    };
}

/// <summary>The JSON of what views show.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LiveSnapshot))]
internal sealed partial class OverviewJson : JsonSerializerContext;

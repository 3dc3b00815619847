namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>A measure of a session; more of it is more unusual.</summary>
/// <param name="Name">Its name in alarms.</param>
/// <param name="Least">Below this it is never unusual, whatever came before.</param>
/// <param name="Of">Measures it; null if it needs other sessions.</param>
internal sealed record SessionFeature(string Name, double Least, Func<SessionMeasure, double>? Of)
{
    /// <summary>Measures it against habits; null if it needs no other sessions.</summary>
    public Func<MeasuredSession, SessionHabits, double>? Beside { get; private init; }

    /// <summary>All features, in order. `docs/insights.md` lists them.</summary>
    public static IReadOnlyList<SessionFeature> All { get; } =
    [
        new("minutes", 60, session => session.Minutes),
        new("responses", 50, session => session.Responses),
        new("calls", 50, session => session.Calls),
        new("calls in ten minutes", 60, session => session.MostCallsInTenMinutes),
        new("dollars", 5, session => session.Cost),
        new("dollars per hour", 10, session => session.CostPerHour),
        new("output tokens", 50_000, session => session.OutputTokens),
        new("longest prompt in tokens", 100_000, session => session.LongestPrompt),
        new("failed calls", 10, session => session.Failures),
        new("share of calls that failed", 0.5, session => session.FailureShare),
        new("refused calls", 5, session => session.Rejections),
        new("times the same call in a row", 8, session => session.LongestRun),
        new("times one file was changed", 10, session => session.MostChangesOfOneFile),
        new("files deleted", 10, session => session.Deleted),
        new("calls that send something", 3, session => session.Sending),
        new("calls that read secrets", 1, session => session.SecretReads),
        new("secrets read where as much is sent", 1, session => session.SecretsAndSending),
        new("changed lines", 1000, session => session.ChangedLines),
        new("changed files", 20, session => session.ChangedFiles),
        new("subagents", 5, session => session.Subagents),
        new("different tools", 10, session => session.Tools),
        new("rarity of the hours", 3, null) { Beside = (session, habits) => habits.Rarity(session) },
        new("hours when no one works here", 3, null) { Beside = (session, habits) => habits.RareHours(session) },
        new("calls of tools that are new here", 5, null) { Beside = (session, habits) => habits.NewToolCalls(session) },
    ];
}

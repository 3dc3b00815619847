using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Output;
using ToolTime.Monitor.Insights.Records;
using ToolTime.Monitor.Insights.Rig;
using ToolTime.Monitor.Insights.Rules;
using ToolTime.Monitor.Insights.Scores;
using ToolTime.Monitor.Insights.Sentiment;
using ToolTime.Monitor.Insights.Trends;
using ToolTime.Monitor.Insights.Unusual;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Insights.Reports;

/// <summary>Reads the transcripts and reports what stands out. Changes nothing.</summary>
internal static class InsightReport
{
    private const int TrendDays = 28;

    /// <summary>Reads transcripts and settings.</summary>
    public static InsightDocument Read(InsightOptions options)
    {
        var scan = new RecordScan(
            options.Home,
            options.Environment,
            options.Prices,
            options.Zone,
            options.HasSentiment ? (text, isUser) => isUser ? UserSentiment.Score(text) : ModelConfidence.Score(text) : null
        );
        var sessions = scan.Run(options.Since);
        return Make(sessions, options) with { Transcripts = scan.Files, Unreadable = scan.Unreadable };
    }

    /// <summary>What stands out in the given sessions.</summary>
    public static InsightDocument Make(IReadOnlyList<RecordedSession> all, InsightOptions options)
    {
        string[] folders = string.IsNullOrEmpty(options.Project) ? [] : Folders(Path.GetFullPath(options.Project));
        List<RecordedSession> sessions = [.. all.Where(session => Covers(session, options.Project, folders))];
        var rig = Audit(sessions, options);
        var unusual = UnusualSessions.Make(sessions, options.Zone);
        var merged = MergedLines.Make(sessions, options.Now, MainBranch.Open);
        var sentiment = options.HasSentiment ? SentimentReport.Make(sessions, options.Zone) : null;
        var recent = sessions.Where(session => session.Last > options.Now.AddDays(-TrendDays)).Sum(session => session.Cost);
        var insights = InsightRules
            .All.SelectMany(rule => rule.Find(sessions))
            .Concat(RigInsights.Find(rig))
            .Concat(options.Trends is { } trends ? TrendInsights.Find(trends, recent) : [])
            .Concat(MergedLines.Find(merged, sessions))
            .Concat(unusual.Alarms)
            .Concat(sentiment?.Find() ?? []);
        return new InsightDocument
        {
            Generated = options.Now,
            Since = options.Since,
            Sessions = sessions.Count,
            CostUsd = decimal.Round(sessions.Sum(session => session.Cost), 6),
            Insights = Order(insights),
            Scores = UsageScores.Make(sessions),
            Trends = options.Trends,
            Unusual = new UnusualStatus(unusual.History, unusual.Needed, unusual.Looked, unusual.Alarms.Count),
            MergedLines = merged,
            Rig = rig,
            Sentiment = sentiment,
        };
    }

    /// <summary>What clients are set up with, and how much of it was used.</summary>
    public static RigAudit Audit(IReadOnlyList<RecordedSession> sessions, InsightOptions options)
    {
        var items = new RigReader(options.Environment).Read([.. sessions.Select(session => session.Folder).OfType<string>().Distinct()]);
        var newest = RecordScan.Newest(ClientName.ClaudeCode, options.Environment, options.Since);
        return RigAudit.Make(items, sessions, ContextShare.Read(newest));
    }

    private static string[] Folders(string path)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(path);
        return [trimmed, RealPath.Resolve(trimmed)];
    }

    private static bool Covers(RecordedSession session, string? project, string[] folders) =>
        string.IsNullOrEmpty(project)
        || session.Project.Equals(project, StringComparison.OrdinalIgnoreCase)
        || (session.Folder is { } folder && folders.Contains(Path.TrimEndingDirectorySeparator(folder)));

    private static IReadOnlyList<Insight> Order(IEnumerable<Insight> insights) =>
        [
            .. insights
                .Select(insight => insight with { CostUsd = insight.CostUsd is { } cost ? decimal.Round(cost, 6) : null })
                .OrderByDescending(insight => insight.CostUsd ?? 0)
                .ThenBy(insight => insight.Kind, StringComparer.Ordinal)
                .ThenBy(insight => insight.Subject, StringComparer.Ordinal),
        ];
}

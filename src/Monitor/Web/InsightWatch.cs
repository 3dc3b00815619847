using ToolTime.Monitor.Events;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Monitor.Insights.Trends;
using ToolTime.Monitor.Settings;
using ToolTime.Monitor.Watching;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;

namespace ToolTime.Monitor.Web;

/// <summary>
/// Insights for pages, read again at most once a minute however many ask; and once an hour, if something happened since, events for new
/// ones.
/// </summary>
internal sealed class InsightWatch(MonitorOptions options, EventHub hub, UsageCollector collector) : IDisposable
{
    private const int AlertDays = 30;
    private const double LowHealth = 0.5;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan SaidFor = TimeSpan.FromDays(7);

    private readonly MinuteCache<(int Days, string? Project), InsightDocument> _read = new(options.Time);

    public void Dispose() => _read.Dispose();

    /// <summary>What stands out in the last days.</summary>
    public Task<InsightDocument> ReadAsync(int days, string? project, CancellationToken cancellationToken) =>
        _read.ReadAsync((days, project), () => Read(days, project), cancellationToken);

    /// <summary>Publishes new insights, until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await collector.Ready.WaitAsync(stop);
            var seen = 0L;
            for (var wait = First; ; wait = Every)
            {
                await Task.Delay(wait, options.Time, stop);
                var newest = hub.LastSeq;
                if (newest == seen)
                {
                    continue;
                }

                try
                {
                    // What is published meanwhile, these insights too, is read next time.
                    Publish(await ReadAsync(AlertDays, project: null, stop));
                    seen = newest;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // A folder that cannot be read just now; the next hour tries again.
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    /// <summary>Publishes insights not seen in the last seven days.</summary>
    public void Publish(InsightDocument document)
    {
        var alerted = Alerted();
        var now = options.Now();
        List<LiveEvent> events = [];
        foreach (var insight in document.Insights.Where(insight => IsNew($"{insight.Kind} {insight.Subject}")))
        {
            events.Add(From(insight, now));
        }

        foreach (
            var session in (document.Sentiment?.Sessions ?? []).Where(session =>
                session.ConversationHealth < LowHealth && IsNew($"health {session.Session}")
            )
        )
        {
            events.Add(
                new SentimentAlert
                {
                    At = UtcText.Seconds(now),
                    Client = session.Client,
                    SessionId = session.Session,
                    Project = session.Project,
                    Reason = "health",
                    UserSentiment = null,
                    ConversationHealth = session.ConversationHealth,
                }
            );
        }

        if (events.Count > 0)
        {
            hub.Publish(events);
        }

        Write(alerted);

        // An insight that still exists was seen within the seven days, however long ago it was published.
        bool IsNew(string name)
        {
            var isKnown = alerted.TryGetValue(name, out var before) && (now - before).Duration() < SaidFor;
            alerted[name] = now;
            return !isKnown;
        }
    }

    private InsightDocument Read(int days, string? project)
    {
        var now = options.Now();
        var document = InsightReport.Read(
            new InsightOptions
            {
                Home = options.Home,
                Environment = options.Environment,
                Prices = options.Prices,
                Zone = options.Zone,
                Now = now,
                Since = now.AddDays(-days),
                Project = project,
                HasSentiment = options.HasSentiment,
                Trends = collector.Query((index, _) => TrendReport.Make(index, options.Prices, options.Zone, now, project)),
            }
        );
        // What was read for it is far more than this process needs otherwise, and it lives long.
        SpareMemory.GiveBack();
        return document;
    }

    // It names a session if all evidence is from that one.
    private static InsightAlert From(Insight insight, DateTimeOffset now)
    {
        var sessions = insight.Evidence.Select(evidence => (evidence.Client, evidence.Session, evidence.Project)).Distinct().ToList();
        var (client, session, project) = sessions is [var only] ? only : default;
        return new InsightAlert
        {
            At = UtcText.Seconds(now),
            Client = client,
            SessionId = session,
            Project = project,
            Kind = insight.Kind,
            Subject = insight.Subject,
            Says = insight.Says,
            Change = insight.Change,
            CostUsd = insight.CostUsd,
        };
    }

    private Dictionary<string, DateTimeOffset> Alerted() =>
        OwnJson.ReadIfPossible(options.Home.AlertedInsights, WebJson.Default.DictionaryStringDateTimeOffset) ?? [];

    private void Write(Dictionary<string, DateTimeOffset> alerted)
    {
        foreach (var old in alerted.Where(one => (options.Now() - one.Value).Duration() >= SaidFor).Select(one => one.Key).ToList())
        {
            alerted.Remove(old);
        }

        // If it cannot be written, they are published again after the next start.
        OwnJson.ReplaceIfPossible(options.Home.AlertedInsights, alerted, WebJson.Default.DictionaryStringDateTimeOffset);
    }
}

using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `cache.idle`, `cache.model`, `cache.changed`: a response sent again what the one before it had left in the cache: at least half of it
/// and 10,000 tokens. The cause is a pause that outlasted the cache, another model, or another change at the start of the prompt. The cost
/// is what reading from the cache would have saved; it is reported from one dollar and a twentieth of all cost.
/// </summary>
internal sealed class CacheMisses : IInsightRule
{
    private const long FewestTokens = 10_000;
    private const decimal LeastDollars = 1;
    private const decimal LeastShare = 0.05m;

    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongLife = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var total = sessions.Sum(session => session.Cost);
        foreach (var cause in sessions.SelectMany(Misses).GroupBy(miss => miss.Cause, StringComparer.Ordinal))
        {
            var cost = cause.Sum(miss => miss.Cost);
            if (cost < LeastDollars || cost < LeastShare * total)
            {
                continue;
            }

            var worst = cause.OrderByDescending(miss => miss.Cost).ThenBy(miss => miss.Response.At).ToList();
            yield return new Insight
            {
                Kind = $"cache.{cause.Key}",
                Says = Evidence.Invariant($"{Evidence.Count(worst.Count, "response")} sent {cause.Sum(miss => miss.Tokens) / 1e6:0.0} million tokens again that had been cached, {Because(cause.Key)}."),
                CostUsd = cost,
                Figures =
                [
                    new("responses", worst.Count, "count"),
                    new("tokens sent again", cause.Sum(miss => miss.Tokens), "tokens"),
                    new("share of all cost", (double)decimal.Round(cost / total, 4), "share"),
                ],
                Evidence =
                [
                    .. worst.Take(Evidence.Most).Select(miss => Evidence.At(
                        miss.Session, miss.Response.At, Evidence.Invariant($"{miss.Tokens:N0} tokens, {(miss.Response.At - miss.Before.At).TotalMinutes:0} minutes after the previous response, {Evidence.Dollars(miss.Cost)}"))),
                ],
                Change = cause.Key switch
                {
                    "idle" => "After a pause start a new session with a short summary, or compact before the pause, instead of continuing a long one.",
                    "model" => "Change the model between tasks, not within one: each model has its own cache.",
                    _ => "Connect servers, change instructions and switch modes at the start of a session: what comes before the conversation is cached with it.",
                },
            };
        }
    }

    private static string Because(string cause) => cause switch
    {
        "idle" => "because the pause outlasted the cache",
        "model" => "because the model changed",
        _ => "because something before it had changed",
    };

    private static IEnumerable<Miss> Misses(RecordedSession session)
    {
        foreach (var chain in session.Responses.GroupBy(response => response.Chain))
        {
            RecordedResponse? before = null;
            foreach (var response in chain)
            {
                if (before is not null && MissOf(session, before, response) is { } miss)
                {
                    yield return miss;
                }

                before = response;
            }
        }
    }

    private static Miss? MissOf(RecordedSession session, RecordedResponse before, RecordedResponse response)
    {
        // If a vendor does not report cache writes, everything sent counts as cached.
        var held = before.Tokens.CacheWrite > 0 ? before.Tokens.CacheRead + before.Tokens.CacheWrite
            : before.Tokens.CacheRead > 0 ? before.Tokens.Prompt
            : 0;
        // A shorter prompt is a different one: the context was compacted or cleared.
        var missed = Math.Min(held, response.Tokens.Prompt) - response.Tokens.CacheRead;
        if (response.Tokens.Prompt < held || missed < FewestTokens || missed * 2 < held || response.SavingPerToken is not > 0)
        {
            return null;
        }

        var cause = before.Model != response.Model ? "model"
            : response.At - before.At > (before.Tokens.CacheWrite1h > 0 ? LongLife : ShortLife) ? "idle"
            : "changed";
        return new Miss(session, before, response, cause, missed, missed * response.SavingPerToken.Value);
    }

    private sealed record Miss(
        RecordedSession Session, RecordedResponse Before, RecordedResponse Response, string Cause, long Tokens, decimal Cost);
}

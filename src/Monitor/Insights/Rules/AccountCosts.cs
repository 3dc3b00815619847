using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Records;

namespace ToolTime.Monitor.Insights.Rules;

/// <summary>
/// `costs.skill`, `costs.plugin`, `costs.mcp-server`, `costs.agent`: at least a quarter of all cost, and at least five dollars, is
/// attributed to one name by the client itself.
/// </summary>
internal sealed class AccountCosts : IInsightRule
{
    private const decimal LeastShare = 0.25m;
    private const decimal LeastDollars = 5;

    /// <inheritdoc/>
    public IEnumerable<Insight> Find(IReadOnlyList<RecordedSession> sessions)
    {
        var total = sessions.Sum(session => session.Cost);
        foreach (var account in Account.All)
        {
            var costs = sessions
                .SelectMany(session =>
                    session
                        .Responses.Where(response => response.Attribution is not null)
                        .GroupBy(response => account.Read(response.Attribution!))
                        .Where(name => name.Key is not null)
                        .Select(name =>
                            (
                                Name: name.Key!,
                                Session: session,
                                First: name.Min(response => response.At),
                                Cost: name.Sum(response => response.Cost ?? 0)
                            )
                        )
                )
                .GroupBy(part => part.Name, StringComparer.Ordinal);
            foreach (var name in costs)
            {
                var cost = name.Sum(part => part.Cost);
                if (cost >= LeastDollars && cost >= LeastShare * total)
                {
                    yield return Found(
                        account,
                        name.Key,
                        cost,
                        total,
                        [.. name.OrderByDescending(part => part.Cost).Select(part => (part.Session, part.First, part.Cost))]
                    );
                }
            }
        }
    }

    private static Insight Found(
        Account account,
        string name,
        decimal cost,
        decimal total,
        List<(RecordedSession Session, DateTimeOffset First, decimal Cost)> parts
    ) =>
        new()
        {
            Kind = $"costs.{account.Name}",
            Subject = name,
            Says = Evidence.Invariant($"{account.Shown} {name} is {cost / total * 100:0}% of all cost."),
            CostUsd = cost,
            Figures =
            [
                new("cost", (double)decimal.Round(cost, 6), "usd"),
                new("share of all cost", (double)decimal.Round(cost / total, 4), "share"),
                new("sessions", parts.Count, "count"),
            ],
            Evidence =
            [
                .. parts
                    .Take(Evidence.Most)
                    .Select(part => Evidence.At(part.Session, part.First, $"{Evidence.Dollars(part.Cost)} on its account")),
            ],
            Change = account.Name is "agent"
                ? "Give it a cheaper model in its definition, or a narrower task; look into its most costly session first."
                : "Look into its most costly session: a shorter description, fewer steps or a cheaper model may be enough.",
        };
}

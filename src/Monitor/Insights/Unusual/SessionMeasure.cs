using ToolTime.Monitor.Insights.Records;
using ToolTime.Recording.Calls;

namespace ToolTime.Monitor.Insights.Unusual;

/// <summary>A session's own measures.</summary>
/// <param name="session">The session.</param>
internal sealed class SessionMeasure(RecordedSession session)
{
    private const double ShortestHour = 0.25;
    private const int FewestForShare = 5;

    private static readonly TimeSpan Burst = TimeSpan.FromMinutes(10);

    public double Minutes => (session.Last - session.First).TotalMinutes;

    public double Responses => session.Responses.Count;

    public double Calls => session.Calls.Count;

    public double Cost => (double)session.Cost;

    /// <summary>Over at least a quarter of an hour.</summary>
    public double CostPerHour => Cost / Math.Max(ShortestHour, Minutes / 60);

    public double OutputTokens => session.Responses.Sum(response => response.Tokens.Output);

    public double LongestPrompt => session.Responses.Select(response => response.Tokens.Prompt).DefaultIfEmpty().Max();

    public double Failures => session.Calls.Count(call => call.IsFailure);

    /// <summary>Over at least five calls.</summary>
    public double FailureShare => session.Calls.Count < FewestForShare ? 0 : Failures / session.Calls.Count;

    public double Rejections => session.Calls.Count(call => call.Outcome is CallOutcome.Rejection);

    public double MostChangesOfOneFile =>
        Most(session.Calls.Where(call => call.Detail is { IsChange: true }).SelectMany(call => call.Detail!.Paths).GroupBy(path => path));

    public double Deleted => Ran.Sum(call => call.Detail?.Deleted ?? 0);

    public double Sending => Ran.Count(call => call.Detail?.IsSending is true);

    public double SecretReads => Ran.Count(call => call.Detail?.IsSecretRead is true);

    /// <summary>The smaller of both.</summary>
    public double SecretsAndSending => Math.Min(SecretReads, Sending);

    public double ChangedLines => Ran.Sum(call => (call.Detail?.Added ?? 0) + (call.Detail?.Removed ?? 0));

    public double ChangedFiles =>
        Ran.Where(call => call.Detail is { IsChange: true }).SelectMany(call => call.Detail!.Paths).Distinct().Count();

    public double Subagents => Math.Max(0, session.Responses.Select(response => response.Chain).Distinct().Count() - 1);

    public double Tools => session.Calls.Select(call => call.Tool).Distinct().Count();

    /// <summary>By the same agent, with the same input, and no other call in between.</summary>
    public double LongestRun
    {
        get
        {
            var longest = 0;
            foreach (var agent in session.Calls.Where(call => call.Detail is not null).GroupBy(call => call.Agent))
            {
                var (last, run) = (default(IdHash), 0);
                foreach (var call in agent)
                {
                    (last, run) = (call.Detail!.Input, call.Detail.Input == last ? run + 1 : 1);
                    longest = Math.Max(longest, run);
                }
            }

            return longest;
        }
    }

    public double MostCallsInTenMinutes
    {
        get
        {
            var (most, from) = (0, 0);
            for (var to = 0; to < session.Calls.Count; to++)
            {
                while (session.Calls[to].At - session.Calls[from].At > Burst)
                {
                    from++;
                }

                most = Math.Max(most, to - from + 1);
            }

            return most;
        }
    }

    private IEnumerable<RecordedCall> Ran => session.Calls.Where(call => call.Outcome is not (CallOutcome.Rejection or CallOutcome.NotRun));

    private static int Most<TKey, TValue>(IEnumerable<IGrouping<TKey, TValue>> groups) =>
        groups.Select(group => group.Count()).DefaultIfEmpty().Max();
}

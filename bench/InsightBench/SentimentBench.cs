using System.Globalization;
using ToolTime.Monitor.Insights.Sentiment;

namespace ToolTime.InsightBench;

/// <summary>
/// How well frustration is recognised in labelled messages, half of which nothing was tuned on, compared with a baseline that always says
/// calm.
/// </summary>
internal static class SentimentBench
{
    private const string Messages = "tests/Monitor.Tests/fixtures/messages/messages.tsv";

    public static IEnumerable<string> Measure(bool showsMisses)
    {
        var all = File.ReadLines(Messages)
            .Select(line => line.Split('\t'))
            .Select(parts =>
                (Set: parts[0], First: parts[1], Second: parts[2], Text: parts[3].Replace("\\n", "\n", StringComparison.Ordinal))
            )
            .ToList();
        yield return "| set | messages | frustrated | precision | recall | accuracy | baseline: precision | recall | accuracy | not scored |";
        yield return "|---|---|---|---|---|---|---|---|---|---|";
        foreach (var set in (string[])["tuning", "held-out"])
        {
            var own = all.Where(one => one.Set == set)
                .Select(one => (IsFrustrated: one.First is "frustrated", Score: UserSentiment.Score(one.Text)))
                .ToList();
            var scored = own.Where(one => one.Score is not null)
                .Select(one => (one.IsFrustrated, IsFound: one.Score <= UserSentiment.Frustrated))
                .ToList();
            var (right, found, real) = (
                scored.Count(one => one is (true, true)),
                scored.Count(one => one.IsFound),
                scored.Count(one => one.IsFrustrated)
            );
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {set} | {own.Count} | {real} | {(double)right / found:0.00} | {(double)right / real:0.00} | {scored.Average(one => one.IsFrustrated == one.IsFound ? 1.0 : 0):0.00} | - | 0.00 | {scored.Average(one => one.IsFrustrated ? 0.0 : 1):0.00} | {own.Count - scored.Count} |"
            );
        }

        var agreed = all.Count(one => one.First == one.Second);
        yield return "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Agreement of both labels: {agreed} of {all.Count}, Cohen's kappa {Kappa(all.Select(one => (one.First, one.Second)).ToList()):0.00}."
        );
        // What is held out is not to be looked at.
        foreach (var (_, first, _, text) in showsMisses ? all.Where(one => one.Set is "tuning") : [])
        {
            var score = UserSentiment.Score(text);
            if (score is not null && (score <= UserSentiment.Frustrated) != (first is "frustrated"))
            {
                yield return $"{first} {score}: {text}";
            }
        }
    }

    private static double Kappa(List<(string First, string Second)> labels)
    {
        var seen = labels.Average(one => one.First == one.Second ? 1.0 : 0);
        var chance = labels
            .Select(one => one.First)
            .Distinct()
            .Sum(label => labels.Average(one => one.First == label ? 1.0 : 0) * labels.Average(one => one.Second == label ? 1.0 : 0));
        return (seen - chance) / (1 - chance);
    }
}

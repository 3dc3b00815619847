using System.Globalization;
using System.Text;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Monitor.Insights.Trends;

namespace ToolTime.Uploader.Insights;

/// <summary>Insights as text for people.</summary>
internal static class InsightText
{
    public static string Write(InsightDocument document, TimeZoneInfo zone, DateOnly since)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Since {since:yyyy-MM-dd}: {Sessions(document.Sessions)}, ${document.CostUsd:0.00}; ")
            .Append(
                document.Insights.Count switch
                {
                    0 => "nothing stands out.\n",
                    1 => "one thing stands out.\n",
                    var count => string.Create(CultureInfo.InvariantCulture, $"{count} things stand out.\n"),
                }
            );
        foreach (var insight in document.Insights)
        {
            Write(text, insight, zone);
        }

        WriteScores(text, document);
        return text.ToString().TrimEnd('\n');
    }

    // Zero figures are left out.
    private static void WriteScores(StringBuilder text, InsightDocument document)
    {
        var (scores, lines) = (document.Scores, new List<string>());
        if (scores.ProductivityScore is { } productivity)
        {
            lines.Add(
                Invariant(
                    $"productivity_score ${productivity:0.00} for 100 changed lines (${scores.SessionCostUsd:0.00}, {scores.ChangedLines:N0} lines)"
                )
            );
        }

        if (scores.IterationEfficiency is { } efficiency)
        {
            lines.Add(
                Invariant(
                    $"iteration_efficiency {efficiency:0.00} ({scores.FirstTries:N0} of {scores.ChangingTurns:N0} turns with changes on the first try)"
                )
            );
        }

        lines.AddRange(
            scores
                .ModelEffectiveness.Where(model => model.Effectiveness is not null)
                .Select(model =>
                    Invariant(
                        $"model_effectiveness {model.Effectiveness:0.00} {model.Model} ({model.FirstTries:N0} of {model.ChangingTurns:N0} first tries, {model.Failures:N0} of {model.Calls:N0} calls failed, ${model.CostPerTurnUsd:0.00} per turn)"
                    )
                )
        );
        lines.AddRange(
            document
                .MergedLines.Where(project => project.CostPerLineUsd is not null)
                .Select(project =>
                    Invariant(
                        $"cost of a merged line ${project.CostPerLineUsd:0.000} {project.Project} ({project.Merged:N0} of {project.Written:N0} written lines are on {project.Branch})"
                    )
                )
        );
        if (document.Trends?.Week is { } week)
        {
            lines.Add(
                Invariant(
                    $"this week ${week.SoFar:0.00} so far, ${week.Expected:0.00} at its end (${week.Low:0.00} to ${week.High:0.00}); last week ${week.LastWeek:0.00}"
                )
            );
        }

        lines.AddRange(
            (document.Trends?.Rows ?? []).GroupBy(row => row.Dimension, StringComparer.Ordinal).Select(rows => Trend(rows.First()))
        );
        if (document.Sentiment is { UserSentiment: { } sentiment } said)
        {
            lines.Add(
                Invariant(
                    $"user_sentiment {sentiment:0.00}, claude_confidence {said.ClaudeConfidence ?? 0:0.00}, conversation_health {said.ConversationHealth ?? 0:0.00} ({said.Frustrated:N0} of {said.Messages:N0} messages sound frustrated)"
                )
            );
        }

        var unusual = document.Unusual;
        if (unusual.Looked == 0 && unusual.History > 0)
        {
            lines.Add(Invariant($"unusual sessions: {Sessions(unusual.History)} so far; the search starts after {unusual.Needed}"));
        }

        if (lines.Count > 0)
        {
            text.Append('\n').AppendJoin('\n', lines).Append('\n');
        }
    }

    // The largest change.
    private static string Trend(TrendRow row) =>
        row.Unit is "usd"
            ? Invariant($"last 7 days {row.Dimension} {row.Name} ${row.Last:0.00}, the 7 before ${row.Before:0.00}")
            : Invariant($"last 7 days {row.Dimension} {row.Name} {row.Last:N0} calls, the 7 before {row.Before:N0}");

    private static string Sessions(int count) => Invariant($"{count:N0} session{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static void Write(StringBuilder text, Insight insight, TimeZoneInfo zone)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{insight.Says}{(insight.CostUsd > 0 ? $" ${insight.CostUsd:0.00}" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {insight.Kind}: {string.Join(", ", insight.Figures.Select(Show))}\n");
        foreach (var evidence in insight.Evidence)
        {
            text.Append("  - ").Append(Where(evidence, zone)).Append(evidence.What).Append('\n');
        }

        text.Append("  Change: ").Append(insight.Change).Append('\n');
    }

    private static string Where(InsightEvidence evidence, TimeZoneInfo zone) =>
        evidence.At is not { } at
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm:ss} {evidence.Project}, {evidence.Client} {evidence.Session}: "
            );

    private static string Show(InsightFigure figure)
    {
        var value = figure.Unit switch
        {
            "usd" => string.Create(CultureInfo.InvariantCulture, $"${figure.Value:0.00}"),
            "share" => string.Create(CultureInfo.InvariantCulture, $"{figure.Value * 100:0.#}%"),
            "count" => string.Create(CultureInfo.InvariantCulture, $"{figure.Value:N0}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{figure.Value:#,0.##} {figure.Unit}"),
        };
        return $"{figure.Name} {value}";
    }
}

using System.Globalization;
using System.Text;
using ToolTime.Monitor.Insights.Findings;
using ToolTime.Monitor.Insights.Output;
using ToolTime.Monitor.Insights.Reports;
using ToolTime.Monitor.Insights.Scores;
using ToolTime.Monitor.Insights.Trends;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Insights;

/// <summary>Insights as text for people: what stands out, then the scores and trends that have figures.</summary>
internal sealed class InsightText(InsightDocument document, TimeZoneInfo zone, Terminal terminal)
{
    private static readonly TableColumn<ModelScore>[] ModelColumns =
    [
        new("Model", model => model.Model, IsText: true, MayBeCut: true),
        new("Effectiveness", model => Invariant($"{model.Effectiveness:0.00}")),
        new("First tries", model => Invariant($"{model.FirstTries:N0} of {model.ChangingTurns:N0}"), Priority: 2),
        new("Failed calls", model => Invariant($"{model.Failures:N0} of {model.Calls:N0}"), Priority: 1),
        new("Cost per turn", model => Dollars(model.CostPerTurnUsd)),
    ];

    private static readonly TableColumn<MergedLines>[] MergedColumns =
    [
        new("Project", project => project.Project, IsText: true, MayBeCut: true),
        new("Cost of a merged line", project => Invariant($"${project.CostPerLineUsd:0.000}")),
        new("Lines written", project => Invariant($"{project.Written:N0}"), Priority: 2),
        new("Merged", project => Invariant($"{project.Merged:N0}"), Priority: 2),
        new("Branch", project => project.Branch, IsText: true, Priority: 1),
    ];

    private static readonly TableColumn<TrendRow>[] TrendColumns =
    [
        new("Largest change", row => $"{row.Dimension} {row.Name}", IsText: true, MayBeCut: true),
        new("Last 7 days", row => Amount(row, row.Last)),
        new("The 7 before", row => Amount(row, row.Before)),
    ];

    public static string Write(InsightDocument document, TimeZoneInfo zone, DateOnly since, Terminal terminal) =>
        new InsightText(document, zone, terminal).Write(since);

    private string Write(DateOnly since)
    {
        var count = document.Insights.Count switch
        {
            0 => "nothing stands out.",
            1 => "one thing stands out.",
            var several => Invariant($"{several} things stand out."),
        };
        List<string> parts =
        [
            Invariant($"Since {since:yyyy-MM-dd}: {Sessions(document.Sessions)}, {Dollars(document.CostUsd)}; {count}"),
            .. document.Insights.Select(Describe),
            string.Join('\n', Scores()),
            Lines(ModelColumns, document.Scores.ModelEffectiveness.Where(model => model.Effectiveness is not null)),
            Lines(MergedColumns, document.MergedLines.Where(project => project.CostPerLineUsd is not null)),
            Lines(TrendColumns, (document.Trends?.Rows ?? []).DistinctBy(row => row.Dimension)),
            string.Join('\n', Outlook()),
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }

    // Figures that there are none of are left out.
    private IEnumerable<string> Scores()
    {
        var scores = document.Scores;
        if (scores.ProductivityScore is { } productivity)
        {
            yield return Invariant(
                $"Productivity score: {Dollars((decimal)productivity)} for 100 changed lines ({Dollars(scores.SessionCostUsd)}, {scores.ChangedLines:N0} lines)"
            );
        }

        if (scores.IterationEfficiency is { } efficiency)
        {
            yield return Invariant(
                $"Iteration efficiency: {efficiency:0.00} ({scores.FirstTries:N0} of {scores.ChangingTurns:N0} turns with changes on the first try)"
            );
        }

        if (document.Sentiment is { UserSentiment: { } sentiment } said)
        {
            yield return Invariant(
                $"User sentiment: {sentiment:0.00}, the model's confidence {said.ClaudeConfidence ?? 0:0.00}, conversation health {said.ConversationHealth ?? 0:0.00} ({said.Frustrated:N0} of {said.Messages:N0} messages sound frustrated)"
            );
        }
    }

    private IEnumerable<string> Outlook()
    {
        if (document.Trends?.Week is { } week)
        {
            yield return Invariant(
                $"This week: {Dollars(week.SoFar)} so far, {Dollars(week.Expected)} at its end ({Dollars(week.Low)} to {Dollars(week.High)}); last week {Dollars(week.LastWeek)}"
            );
        }

        if (document.Unusual is { Looked: 0, History: > 0 and var history, Needed: var needed })
        {
            yield return Invariant($"Unusual sessions: {Sessions(history)} so far; the search starts after {needed}.");
        }
    }

    private string Describe(Insight insight)
    {
        var text = new StringBuilder(insight.Says).Append(insight.CostUsd is { } cost and > 0 ? $" {Dollars(cost)}" : "").Append('\n');
        text.Append("  ").AppendJoin(", ", insight.Figures.Select(Show)).Append(CultureInfo.InvariantCulture, $" ({insight.Kind})\n");
        foreach (var evidence in insight.Evidence)
        {
            text.Append("  - ").Append(Where(evidence)).Append(evidence.What).Append('\n');
        }

        return text.Append("  Change: ").Append(insight.Change).ToString();
    }

    private string Where(InsightEvidence evidence) =>
        evidence.At is { } at
            ? Invariant(
                $"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm} {evidence.Project}, {evidence.Client} {evidence.Session}: "
            )
            : "";

    private string Lines<T>(IReadOnlyList<TableColumn<T>> columns, IEnumerable<T> rows)
        where T : class =>
        rows.ToList() is { Count: > 0 } shown
            ? string.Join('\n', new Table<T>(columns, shown, total: null).Render(terminal.Width, isCompact: false, new(terminal.IsPlain)))
            : "";

    private static string Show(InsightFigure figure)
    {
        var value = figure.Unit switch
        {
            "usd" => Dollars((decimal)figure.Value),
            "share" => Invariant($"{figure.Value * 100:0.#}%"),
            "count" => Invariant($"{figure.Value:N0}"),
            _ => Invariant($"{figure.Value:#,0.##} {figure.Unit}"),
        };
        return $"{figure.Name} {value}";
    }

    private static string Amount(TrendRow row, decimal amount) => row.Unit is "usd" ? Dollars(amount) : Invariant($"{amount:N0} calls");

    private static string Sessions(int count) => Invariant($"{count:N0} session{(count == 1 ? "" : "s")}");

    private static string Dollars(decimal amount) => Invariant($"${amount:0.00}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

using ToolTime.Api.Observability;

namespace ToolTime.Api.Operators.Pages;

/// <summary>This process's storage and work, as measured; the same figures as /metrics. Grains are on Orleans' own pages.</summary>
internal sealed class ServerTables(MetricsReading reading)
{
    public IReadOnlyList<OperatorTable> All() => [Storage(), Maintenance(), Submissions()];

    private OperatorTable Storage()
    {
        var commits = reading.Timing("tooltime.storage.commit.duration", "committed");
        return new(
            "storage",
            "Storage",
            "The database, and writes waiting for it.",
            ["Figure", "Now"],
            [
                ["Writes waiting for a commit", OperatorFigure.Count(reading.Value("tooltime.storage.queue.depth"))],
                ["Writes refused because the queue was full", OperatorFigure.Count(reading.Value("tooltime.storage.queue.refused") ?? 0)],
                ["Commits", OperatorFigure.Count(commits?.Count ?? 0)],
                ["Mean time of a commit", OperatorFigure.Duration(commits?.Mean)],
                ["99 of 100 commits", OperatorFigure.Within(commits?.Within99)],
                ["Mean writes per commit", reading.Timing("tooltime.storage.commit.size")?.Mean?.ToString("0.#")],
                [
                    "Refused commits",
                    OperatorFigure.Count(reading.Timing("tooltime.storage.commit.duration", "refused")?.Count ?? 0),
                ],
                [
                    "Groups split because one write failed",
                    OperatorFigure.Count(reading.Timing("tooltime.storage.commit.duration", "split")?.Count ?? 0),
                ],
                ["Size", OperatorFigure.Bytes(reading.Value("tooltime.storage.size"))],
                ["Age of the oldest raw row", OperatorFigure.Duration(reading.Value("tooltime.storage.oldest_row.age"))],
                ["Damaged rows", OperatorFigure.Count(reading.Value("tooltime.storage.damaged_rows"))],
                ["Names, per day, not yet in live totals", OperatorFigure.Count(reading.Value("tooltime.live_usage.queue.depth"))],
            ]
        );
    }

    private OperatorTable Maintenance() =>
        new(
            "maintenance",
            "Maintenance",
            "Steps by kind, since this process started.",
            ["Step", "Steps", "Mean", "99 of 100"],
            [
                .. reading
                    .TagsOf("tooltime.maintenance.step.duration")
                    .Select(step => Timed(step, reading.Timing("tooltime.maintenance.step.duration", step))),
            ]
        );

    private static IReadOnlyList<string?> Timed(string name, Timing? timing) =>
        [name, OperatorFigure.Count(timing?.Count ?? 0), OperatorFigure.Duration(timing?.Mean), OperatorFigure.Within(timing?.Within99)];

    private OperatorTable Submissions() =>
        new(
            "submissions",
            "Submissions",
            "By outcome, since this process started.",
            ["Outcome", "Submissions"],
            [
                ["under way", OperatorFigure.Count(reading.Value("tooltime.submissions.under_way"))],
                .. reading
                    .TagsOf("tooltime.submissions")
                    .Select(outcome =>
                        (IReadOnlyList<string?>)
                            [outcome.Replace('_', ' '), OperatorFigure.Count(reading.Value("tooltime.submissions", outcome))]
                    ),
            ]
        );
}

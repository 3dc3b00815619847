using ToolTime.Api.Observability;

namespace ToolTime.Api.Operators.Pages;

/// <summary>The engine and the storage, as this process measures them; the same figures as /metrics.</summary>
internal sealed class ServerTables(MetricsReading reading)
{
    public IReadOnlyList<OperatorTable> All() => [Grains(), Reminders(), Storage(), Maintenance(), Submissions()];

    private OperatorTable Grains() => new(
        "grains",
        "Grains",
        "By type: how many are active, how many turns wait in their mailboxes, and how long calls ran without their wait.",
        ["Type", "Active", "Waiting", "Calls", "Mean", "99 of 100", "Gave up waiting"],
        [.. reading.TagsOf("tooltime.grain.activations").Select(Grain)]);

    private IReadOnlyList<string?> Grain(string type)
    {
        var calls = reading.Timing("tooltime.grain.call.duration", type);
        return
        [
            type,
            OperatorFigure.Count(reading.Value("tooltime.grain.activations", type)),
            OperatorFigure.Count(reading.Value("tooltime.grain.waiting", type)),
            OperatorFigure.Count(calls?.Count ?? 0),
            OperatorFigure.Duration(calls?.Mean),
            OperatorFigure.Within(calls?.Within99),
            OperatorFigure.Count(reading.Value("tooltime.grain.call.timeouts", type) ?? 0),
        ];
    }

    private OperatorTable Reminders() => new(
        "reminders",
        "Reminders",
        "By the type of their grain: when the next tick is due, and how late ticks began since the start of this process.",
        ["Type", "Next tick", "Ticks", "Mean lateness", "99 of 100"],
        [.. reading.TagsOf("tooltime.reminder.next_tick.timestamp").Select(Reminder)]);

    private IReadOnlyList<string?> Reminder(string type)
    {
        var lateness = reading.Timing("tooltime.reminder.lateness", type);
        return
        [
            type,
            OperatorFigure.Instant(reading.Value("tooltime.reminder.next_tick.timestamp", type)),
            OperatorFigure.Count(lateness?.Count ?? 0),
            OperatorFigure.Duration(lateness?.Mean),
            OperatorFigure.Within(lateness?.Within99),
        ];
    }

    private OperatorTable Storage()
    {
        var commits = reading.Timing("tooltime.storage.commit.duration", "committed");
        return new("storage", "Storage", "The database, and what waits for it.", ["Figure", "Now"],
        [
            ["Writes that wait for a commit", OperatorFigure.Count(reading.Value("tooltime.storage.queue.depth"))],
            ["Writes that found no room to wait", OperatorFigure.Count(reading.Value("tooltime.storage.queue.refused") ?? 0)],
            ["Commits", OperatorFigure.Count(commits?.Count ?? 0)],
            ["Mean time of a commit", OperatorFigure.Duration(commits?.Mean)],
            ["99 of 100 commits", OperatorFigure.Within(commits?.Within99)],
            ["Mean writes of a commit", reading.Timing("tooltime.storage.commit.size")?.Mean?.ToString("0.#")],
            ["Commits that were refused", OperatorFigure.Count(reading.Timing("tooltime.storage.commit.duration", "refused")?.Count ?? 0)],
            ["Groups that were split for one write", OperatorFigure.Count(reading.Timing("tooltime.storage.commit.duration", "split")?.Count ?? 0)],
            ["Size", OperatorFigure.Bytes(reading.Value("tooltime.storage.size"))],
            ["Age of the oldest raw row", OperatorFigure.Duration(reading.Value("tooltime.storage.oldest_row.age"))],
            ["Rows that are damaged", OperatorFigure.Count(reading.Value("tooltime.storage.damaged_rows"))],
            ["Names of days that live totals do not show yet", OperatorFigure.Count(reading.Value("tooltime.live_usage.queue.depth"))],
        ]);
    }

    private OperatorTable Maintenance() => new(
        "maintenance",
        "Maintenance",
        "Steps by what they did, since the start of this process.",
        ["Step", "Steps", "Mean", "99 of 100"],
        [.. reading.TagsOf("tooltime.maintenance.step.duration").Select(step => Timed(step, reading.Timing("tooltime.maintenance.step.duration", step)))]);

    private static IReadOnlyList<string?> Timed(string name, Timing? timing) =>
        [name, OperatorFigure.Count(timing?.Count ?? 0), OperatorFigure.Duration(timing?.Mean), OperatorFigure.Within(timing?.Within99)];

    private OperatorTable Submissions() => new(
        "submissions",
        "Submissions",
        "By what became of them, since the start of this process.",
        ["Outcome", "Submissions"],
        [
            ["under way", OperatorFigure.Count(reading.Value("tooltime.submissions.under_way"))],
            .. reading.TagsOf("tooltime.submissions").Select(outcome => (IReadOnlyList<string?>)[outcome.Replace('_', ' '), OperatorFigure.Count(reading.Value("tooltime.submissions", outcome))]),
        ]);
}

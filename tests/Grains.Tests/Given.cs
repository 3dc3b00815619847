using System.Collections.Immutable;
using System.Security.Cryptography;
using ToolTime.Calendar;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Names;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests;

/// <summary>Test data: a week in November, its submitters and their rows.</summary>
internal static class Given
{
    public static readonly IsoWeek Week = IsoWeek.Parse("2026-W47");

    public static readonly DateOnly Monday = Week.FirstDay;

    public static readonly DateTimeOffset Friday = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    /// <summary>The list, with the names that tests invent.</summary>
    public static readonly NameList Names = NameList.Shipped.With(
        OperatorNames.Parse(
            string.Join(
                '\n',
                from kind in (string[])["tool", "skill", "mcp_server", "plugin", "model"]
                from name in (string[])
                    [
                        "custom",
                        "a",
                        "b",
                        "c",
                        "Bash",
                        "Read",
                        "review",
                        "opus",
                        "owner/name",
                        "mcp__github__search",
                        "tool-0",
                        "tool-1",
                        "tool-2",
                        "y",
                        "z",
                        "few",
                        "Few",
                        "many",
                    ]
                select $"add {kind} {name}"
            )
                + string.Concat(
                    Enumerable
                        .Range(0, 200)
                        .Select(number =>
                            $"\nadd tool name-{number:D3}\nadd skill name-{number:D3}\nadd plugin name-{number:D3}\nadd model name-{number:D3}\nadd mcp_server name-{number:D3}"
                        )
                )
        )
    );

    /// <summary>The threshold as a setting.</summary>
    public static (string Key, string Value)[] Threshold(int minimumSubmitters) => [("Privacy:MinimumSubmitters", $"{minimumSubmitters}")];

    public static SubmitterId Submitter(int number) => SubmitterId.Derive(Epoch.Containing(Monday), $"token-{number}");

    /// <summary>A submission of one cell of the week's working days, sent on its Friday.</summary>
    public static NewSubmission Submission(int number, UsageReport report)
    {
        var content = CanonicalReport.Encode(report, totalEvents: null);
        return new()
        {
            Receipt = Guid.NewGuid(),
            Submitter = Submitter(number),
            Client = number % 3 == 0 ? AgentClient.Codex : AgentClient.ClaudeCode,
            ReceivedHour = Friday,
            DailyLimit = 0,
            Rows =
            [
                new NewRow.Cell
                {
                    Day = Monday.AddDays(number % 5),
                    Revision = 1,
                    Content = [.. content],
                    ContentHash = [.. SHA256.HashData(content)],
                },
            ],
        };
    }

    public static UsageCount Tool(string name, int calls) => new() { Dimension = Dimension.Tool, Name = name, Calls = calls };

    public static UsageCount Tool(string name, int calls, int observed, int? errors, int? rejections = null) =>
        new()
        {
            Dimension = Dimension.Tool,
            Name = name,
            Calls = calls,
            ObservedCalls = observed,
            Errors = errors,
            Rejections = rejections,
        };

    public static UsageCount Of(Dimension dimension, string name, int calls) => new() { Dimension = dimension, Name = name, Calls = calls };

    public static UsageReport Report(params IEnumerable<UsageCount> counts) => new()
    {
        Counts = [.. counts.OrderBy(count => count.Dimension).ThenBy(count => count.Name, StringComparer.Ordinal)],
    };

    public static StoredRow.Cell Cell(DateOnly day, AgentClient client, params IEnumerable<UsageCount> counts) =>
        new() { Day = day, Client = client, Report = Report(counts) };

    public static StoredRow.Snapshot Snapshot(
        DateTimeOffset hour,
        int totalEvents,
        AgentClient client,
        params IEnumerable<UsageCount> counts
    )
    {
        var report = Report(counts);
        return new()
        {
            GeneratedHour = hour,
            TotalEvents = totalEvents,
            Client = client,
            Report = report,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(CanonicalReport.Encode(report, totalEvents))),
        };
    }

    public static DayCellSubmission Cells(AgentClient client, params ImmutableArray<DayCell> days) =>
        new() { Client = client, Days = days };

    public static DayCell Day(DateOnly day, long revision, params IEnumerable<UsageCount> counts) =>
        new() { Day = day, Revision = revision, Report = Report(counts) };

    public static SnapshotSubmission Snapshots(DateTimeOffset hour, int totalEvents, params IEnumerable<UsageCount> counts) =>
        new() { Client = AgentClient.ClaudeCode, GeneratedHour = hour, TotalEvents = totalEvents, Report = Report(counts) };

    /// <summary>All orders of a few things.</summary>
    public static IEnumerable<IReadOnlyList<T>> OrdersOf<T>(IReadOnlyList<T> things) => things.Count <= 1
        ? [things]
        : Enumerable.Range(0, things.Count).SelectMany(first =>
            OrdersOf<T>([.. things.Where((_, index) => index != first)]).Select(rest => (IReadOnlyList<T>)[things[first], .. rest]));
}

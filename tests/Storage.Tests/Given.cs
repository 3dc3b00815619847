using System.Collections.Immutable;
using System.Security.Cryptography;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Publication;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests;

/// <summary>Test data: a week in November, its submitters and their rows.</summary>
internal static class Given
{
    public static readonly IsoWeek Week = IsoWeek.Parse("2026-W47");

    public static readonly DateOnly Monday = Week.FirstDay;

    public static readonly DateTimeOffset Friday = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    public static SubmitterId Submitter(int number) => SubmitterId.Derive(Epoch.Containing(Monday), $"token-{number}");

    public static NewSubmission Submission(int submitter, params ImmutableArray<NewRow> rows) => new()
    {
        Receipt = Guid.NewGuid(),
        Submitter = Submitter(submitter),
        Client = AgentClient.ClaudeCode,
        ReceivedHour = Friday,
        DailyLimit = 0,
        Rows = rows,
    };

    public static UsageReport Report(int calls) => new() { Counts = [new() { Dimension = Dimension.Tool, Name = "Bash", Calls = calls }] };

    public static NewRow.Cell Cell(DateOnly day, long revision = 1, int calls = 1)
    {
        var content = CanonicalReport.Encode(Report(calls), totalEvents: null);
        return new() { Day = day, Revision = revision, Content = [.. content], ContentHash = [.. SHA256.HashData(content)] };
    }

    public static NewRow.Snapshot Snapshot(DateTimeOffset hour, int totalEvents = 10, int calls = 1)
    {
        var content = CanonicalReport.Encode(Report(calls), totalEvents);
        return new()
        {
            GeneratedHour = hour,
            TotalEvents = totalEvents,
            Content = [.. content],
            ContentHash = [.. SHA256.HashData(content)],
        };
    }

    /// <summary>The publication of a week or four-week window.</summary>
    public static WindowPublication Published(
        DateOnly firstDay,
        StatsWindowKind window = StatsWindowKind.Week,
        bool isFinal = true,
        int second = 0,
        params ImmutableArray<PublishedCell> cells
    ) =>
        new(
            window,
            firstDay,
            PublicationPeriod.Containing(window, firstDay).LastDay,
            new(2026, 12, 26, 0, 15, second, TimeSpan.Zero),
            isFinal,
            MinimumSubmitters: 10,
            StatsWindow.CurrentRules,
            ReportersOfHour: 0,
            cells
        );

    /// <summary>Stores a publication of the present rows.</summary>
    public static async Task<bool> PublishAsync(this IPublicationStore store, WindowPublication publication) =>
        await store.StoreAsync(publication, await store.CountRemovalsAsync(CancellationToken.None));

    /// <summary>Makes a day's four weeks final, so that the day may be purged.</summary>
    public static Task<bool> FinishAsync(this IPublicationStore store, DateOnly day) =>
        store.PublishAsync(Published(Epoch.Containing(day).FirstDay, StatsWindowKind.FourWeeks));

    /// <summary>A row that no storage accepts: it has no content.</summary>
    public static NewRow.Cell BrokenCell(DateOnly day) => Cell(day) with { Content = default };
}

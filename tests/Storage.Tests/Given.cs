using System.Collections.Immutable;
using System.Security.Cryptography;
using ToolTime.Calendar;
using ToolTime.Grains.Submissions;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Storage.Tests;

/// <summary>What tests are made of: a week in November, its submitters and their rows.</summary>
internal static class Given
{
    public static readonly IsoWeek Week = IsoWeek.Parse("2026-W47");

    public static readonly DateOnly Monday = Week.FirstDay;

    public static readonly DateTimeOffset Friday = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    public static SubmitterId Submitter(int number) => SubmitterId.Of(Epoch.Of(Monday), $"token-{number}");

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
        return new() { GeneratedHour = hour, TotalEvents = totalEvents, Content = [.. content], ContentHash = [.. SHA256.HashData(content)] };
    }

    /// <summary>A row that no storage can keep: it has no content.</summary>
    public static NewRow.Cell BrokenCell(DateOnly day) => Cell(day) with { Content = default };
}

using ToolTime.Recording.Clock;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Reports;

/// <summary>The columns of each report's table.</summary>
internal static class ReportColumns
{
    // Some clients' identifiers begin with their kind, `ses_`.
    private const int ShownOfSession = 8;

    private static readonly TableColumn<UsageRow>[] Figures =
    [
        new("Input", row => Figure.Full(row.InputTokens), row => Figure.Short(row.InputTokens), Priority: 6),
        new("Output", row => Figure.Full(row.OutputTokens), row => Figure.Short(row.OutputTokens), Priority: 7),
        new("Cache write", row => Figure.Full(row.CacheWriteTokens), row => Figure.Short(row.CacheWriteTokens), Priority: 4),
        new("Cache read", row => Figure.Full(row.CacheReadTokens), row => Figure.Short(row.CacheReadTokens), Priority: 5),
        new("Total", row => Figure.Full(row.TotalTokens), row => Figure.Short(row.TotalTokens)),
        new("Cost", Figure.Cost),
    ];

    private static readonly TableColumn<UsageRow>[] Calls =
    [
        new("Calls", row => Figure.Count(row.Calls), row => row.Calls is { } calls ? Figure.Short(calls) : Figure.NotMeasured, Priority: 3),
        new("Errors", row => Figure.Share(row.Errors, row.ObservedCalls ?? 0), Priority: 3),
        new("Rejected", row => Figure.Share(row.Rejections, row.ObservedCalls ?? 0), Priority: 1),
        new("Unread edits", row => Figure.Count(row.EditsWithoutRead), Priority: 0),
    ];

    private static readonly TableColumn<UsageRow> Models = new(
        "Models",
        row => Figure.Models(row.Models),
        Priority: 2,
        IsText: true,
        MayBeCut: true
    );

    public static IReadOnlyList<TableColumn<UsageRow>> Period(string header) =>
        [new(header, row => row.Period ?? "Total", IsText: true), Models, .. Figures, .. Calls];

    public static IReadOnlyList<TableColumn<UsageRow>> Model =>
        [
            new("Model", row => row.Model is { } model ? Figure.Model(model) : "Total", IsText: true, MayBeCut: true),
            new("Client", row => row.Client ?? "", Priority: 8, IsText: true, MayBeCut: true),
            .. Figures,
            new("Responses", row => Figure.Full(row.Responses), row => Figure.Short(row.Responses), Priority: 3),
        ];

    public static IReadOnlyList<TableColumn<UsageRow>> Sessions(TimeZoneInfo zone) =>
        [
            new(
                "Last used",
                row => row.Session is null ? "Total" : Local(row.Last, zone),
                row => row.Session is null ? "Total" : WithoutYear(Local(row.Last, zone)),
                IsText: true
            ),
            new(
                "Session",
                row => row.Session is { } id ? id[..Math.Min(id.Length, id.IndexOf('_') + 1 + ShownOfSession)] : "",
                Priority: 8,
                IsText: true,
                MayBeCut: true
            ),
            new("Project", row => row.Project ?? "", Priority: 8, IsText: true, MayBeCut: true),
            new("Client", row => row.Client ?? "", Priority: 1, IsText: true, MayBeCut: true),
            Models,
            .. Figures,
            .. Calls,
        ];

    public static IReadOnlyList<TableColumn<UsageRow>> Blocks(TimeZoneInfo zone) =>
        [
            new("Window from", row => row.Block is { } block ? ReportTime.Local(block.StartsAt, zone) : "Total", IsText: true),
            new("", row => row.Block is { IsActive: true } ? "active" : "", Priority: 8),
            Models,
            .. Figures,
            new(
                "Tokens/min",
                row => row.Block?.TokensPerMinute is { } rate ? Figure.Full((long)rate) : "",
                row => row.Block?.TokensPerMinute is { } rate ? Figure.Short((long)rate) : "",
                Priority: 6
            ),
            new("Cost/h", row => row.Block?.CostUsdPerHour is { } rate ? Figure.Dollars(rate) : "", Priority: 6),
            new(
                "Projected",
                row => row.Block?.ProjectedTokens is { } tokens ? Figure.Full(tokens) : "",
                row => row.Block?.ProjectedTokens is { } tokens ? Figure.Short(tokens) : "",
                Priority: 7
            ),
            new("Projected cost", row => row.Block?.ProjectedCostUsd is { } cost ? Figure.Dollars(cost) : "", Priority: 7),
        ];

    public static IReadOnlyList<TableColumn<NameRow>> Names(string header, CallGrouping kind) =>
        [
            new(header, row => row.Name.Length > 0 ? row.Name : "Total", IsText: true, MayBeCut: true),
            new("Calls", row => Figure.Full(row.Calls), row => Figure.Short(row.Calls)),
            new("Observed", row => Figure.Full(row.ObservedCalls), row => Figure.Short(row.ObservedCalls), Priority: 4),
            new("Errors", row => Figure.Count(row.Errors), Priority: 6),
            new("Error rate", row => Figure.Share(row.Errors, row.ObservedCalls + row.NotRun), Priority: 8),
            new("Rejections", row => Figure.Count(row.Rejections), Priority: 5),
            new("Rejected", row => Figure.Share(row.Rejections, row.ObservedCalls), Priority: 3),
            .. Own(kind),
            new("Sessions", row => Figure.Full(row.Sessions), Priority: 2),
            new("Last used", row => row.LastUsed is { } day ? UtcText.Day(day) : "", Priority: 1),
        ];

    // Tools have durations; all others have the cost attributed to them; MCP servers have both.
    private static IEnumerable<TableColumn<NameRow>> Own(CallGrouping kind)
    {
        if (kind is CallGrouping.Tool or CallGrouping.McpServer)
        {
            yield return new("p50", row => Figure.Duration(row.DurationP50Ms), Priority: 3);
            yield return new("p95", row => Figure.Duration(row.DurationP95Ms), Priority: 4);
        }

        if (kind is not CallGrouping.Tool)
        {
            yield return new(
                "Tokens",
                row => Figure.Count(row.Attributed?.TotalTokens),
                row => row.Attributed is { } used ? Figure.Short(used.TotalTokens) : Figure.NotMeasured,
                Priority: 5
            );
            yield return new("Cost", row => row.Attributed is { CostUsd: null } ? "?" : Figure.Dollars(row.Attributed?.CostUsd), Priority: 6);
        }

        if (kind is CallGrouping.Tool)
        {
            yield return new("Unread edits", row => row.EditsWithoutRead is > 0 and var edits ? Figure.Full(edits) : "", Priority: 2);
        }

        if (kind is CallGrouping.Skill)
        {
            yield return new("By user", row => Figure.Count(row.ByUser), Priority: 6);
        }

        if (kind is CallGrouping.McpServer)
        {
            yield return new("Tools", row => $"{row.Tools}", Priority: 2);
        }
    }

    private static string WithoutYear(string local) => local[Math.Min(local.Length, "2026-".Length)..];

    private static string Local(string? utc, TimeZoneInfo zone) =>
        utc is null
            ? ""
            : ReportTime.Local(
                (uint)DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds(),
                zone
            );
}

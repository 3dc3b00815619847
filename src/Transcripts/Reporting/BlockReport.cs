using ToolTime.Recording.Clock;
using ToolTime.Transcripts.Index;

namespace ToolTime.Transcripts.Reporting;

/// <summary>
/// Cuts usage into the 5-hour windows of Claude's limits: one starts with the hour of the first response after the last one's end, or after
/// 5 idle hours.
/// </summary>
internal static class BlockReport
{
    /// <summary>How long a window is.</summary>
    public const uint WindowSeconds = 5 * 3600;

    private const uint HourSeconds = 3600;
    private const double SecondsPerMinute = 60;

    /// <summary>The windows with usage that the report covers, in order; each has only that usage.</summary>
    /// <param name="usage">All usage: what the report does not cover also starts windows.</param>
    /// <param name="now">UTC seconds since 1970.</param>
    public static IReadOnlyList<UsageRow> Make(
        IEnumerable<(bool IsCovered, string Model, UsageCell Cell, decimal? Cost)> usage,
        uint now
    )
    {
        var rows = new List<UsageRow>();
        UsageTally? tally = null;
        uint start = 0, last = 0;
        // A window starts on a full hour and cells are quarters of one, so no cell is in two windows.
        foreach (var slot in usage.GroupBy(use => use.Cell.Slot).OrderBy(slot => slot.Key))
        {
            var first = slot.Min(use => use.Cell.First);
            if (tally is null || first - start >= WindowSeconds || first - last > WindowSeconds)
            {
                AddRow();
                (tally, start) = (new UsageTally(), first - (first % HourSeconds));
            }

            last = slot.Max(use => use.Cell.Last);
            foreach (var (_, model, cell, cost) in slot.Where(use => use.IsCovered))
            {
                tally.Add(model, cell, cost);
            }
        }

        AddRow();
        return rows;

        void AddRow()
        {
            if (tally is { Last: > 0 } or { Responses: > 0 })
            {
                rows.Add(Row(tally, start, now));
            }
        }
    }

    private static UsageRow Row(UsageTally tally, uint start, uint now)
    {
        var end = (long)start + WindowSeconds;
        var isActive = start <= now && now < end && now - Math.Min(now, tally.Last) < WindowSeconds;
        var minutes = (tally.Last - tally.First) / SecondsPerMinute;
        var left = isActive ? (end - now) / SecondsPerMinute : 0;
        double? tokens = minutes >= 1 ? tally.Tokens.Total / minutes : null;
        var row = UsageRow.From(tally);
        var cost = minutes >= 1 ? row.CostUsd / (decimal)minutes : null;
        return row with
        {
            Block = new BlockWindow
            {
                Start = UtcText.Seconds(DateTimeOffset.FromUnixTimeSeconds(start)),
                End = UtcText.Seconds(DateTimeOffset.FromUnixTimeSeconds(end)),
                StartsAt = start,
                IsActive = isActive,
                TokensPerMinute = tokens is null ? null : Math.Round(tokens.Value, 1),
                CostUsdPerHour = cost is null ? null : decimal.Round(cost.Value * 60, 6),
                ProjectedTokens = isActive && tokens is not null ? tally.Tokens.Total + (long)(tokens * left) : null,
                ProjectedCostUsd =
                    isActive && cost is not null ? decimal.Round(row.CostUsd!.Value + (cost.Value * (decimal)left), 6) : null,
            },
        };
    }
}

using System.Text.Json.Nodes;
using ToolTime.Names;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Mcp;

/// <summary>Compares this machine's figures with the community's.</summary>
internal static class Comparer
{
    // A submitter needs as many observed calls for its rate to count in the community's median.
    private const int FewestObserved = 5;

    // A rate too low to report, however low the community's is.
    private const double LowRate = 0.01;

    // Fewer answers by a user say little about a habit.
    private const int FewestRejectable = 10;
    private const double WorthARejection = 0.05;

    // If a quarter of users call it twice as often as the median, five times is rare.
    private const int ManyTimes = 5;
    private const int ManyCalls = 50;

    /// <param name="usage">This machine's last 7 days.</param>
    /// <param name="stats">The community's newest seven days; null if not available.</param>
    /// <param name="unavailable">Why it is not available, or null.</param>
    public static Comparison Compare(LocalUsage usage, JsonObject? stats, string? unavailable)
    {
        var tools = Compare(usage.Tools, stats, "tool", NameKind.Tool);
        var servers = Compare(usage.McpServers, stats, "mcp_server", NameKind.McpServer);
        var skills = Compare(usage.Skills, stats, "skill", NameKind.Skill);
        return new Comparison
        {
            Since = usage.Since,
            Until = usage.Until,
            CommunityWeek = stats is null ? null : CommunityTables.Overview(stats),
            CommunityUnavailable = unavailable,
            Outliers =
            [
                .. tools
                    .SelectMany(name => FindOutliers("tool", name))
                    .Concat(servers.SelectMany(name => FindOutliers("mcp_server", name)))
                    .Concat(skills.SelectMany(name => FindOutliers("skill", name)))
                    .OrderByDescending(one => one.Here / Math.Max(one.Community, LowRate)),
            ],
            Flagged = [.. tools.Concat(servers).Where(name => name.Flagged).Select(name => name.Name)],
            Tools = tools,
            McpServers = servers,
            Skills = skills,
            RowsLeftOut = 0,
        };
    }

    /// <summary>Over twice the community's median, if both were measured.</summary>
    public static bool IsFlagged(long observed, double? rate, double? median) =>
        observed >= FewestObserved && rate > LowRate && rate > 2 * median;

    private static IEnumerable<Outlier> FindOutliers(string dimension, ComparedName name)
    {
        if (name.Flagged)
        {
            yield return Found(Outlier.Fails, name.ErrorRate!.Value, Number(name.Community, "error_rate_median")!.Value);
        }

        if (
            name.ObservedCalls >= FewestRejectable
            && Number(name.Community, "rejection_rate") is { } rejected
            && name.RejectionRate > WorthARejection
            && name.RejectionRate > 2 * rejected
        )
        {
            yield return Found(Outlier.Rejected, name.RejectionRate.Value, rejected);
        }

        if (Number(name.Community, "calls_median") is > 0 and var calls && name.Calls >= ManyCalls && name.Calls >= ManyTimes * calls)
        {
            yield return Found(Outlier.UsedMore, name.Calls, calls);
        }

        Outlier Found(string what, double here, double community) => new()
        {
            Name = name.Name,
            Dimension = dimension,
            What = what,
            Here = here,
            Community = community,
        };
    }

    private static double? Number(JsonObject? row, string name) =>
        row?[name] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private static List<ComparedName> Compare(IReadOnlyList<NameRow> rows, JsonObject? stats, string dimension, NameKind kind)
    {
        var community = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (name, row) in stats is null ? [] : CommunityTables.Rows(stats, dimension))
        {
            community.TryAdd(name, row);
        }

        return
        [
            .. rows.Select(row => Compare(row, Find(community, kind, row.Name)))
                .OrderByDescending(name => name.Flagged)
                .ThenByDescending(name => name.Calls),
        ];
    }

    // Found by the spelling under which it is counted, if it is listed; a server may list other names. A bucket does not match.
    private static JsonObject? Find(Dictionary<string, JsonObject> community, NameKind kind, string name)
    {
        var normalized = NameList.Shipped.Normalize(kind, name);
        var published = NameList.IsBucket(normalized) ? null : community.GetValueOrDefault(normalized);
        published ??= community.GetValueOrDefault(name);
        return published?.ContainsKey("custom") is true ? null : published;
    }

    // Only over observed calls, as the community's rate; a local report also includes calls that never ran.
    private static double? Rate(long? count, NameRow row) =>
        count is { } counted && row.ObservedCalls > 0 ? Math.Round((double)counted / row.ObservedCalls, 4) : null;

    private static ComparedName Compare(NameRow row, JsonObject? published) =>
        new()
        {
            Name = row.Name,
            Calls = row.Calls,
            ObservedCalls = row.ObservedCalls,
            Errors = row.Errors,
            ErrorRate = Rate(row.Errors, row),
            RejectionRate = Rate(row.Rejections, row),
            Community = published?.DeepClone().AsObject(),
            Flagged = IsFlagged(
                row.ObservedCalls,
                Rate(row.Errors, row),
                Number(published, "error_rate_median")
            ),
        };
}

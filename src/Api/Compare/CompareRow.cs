using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Api.Compare;

/// <summary>A name's figures for the reader to compare with. Null means not measured or too few.</summary>
/// <param name="Dimension">The name's dimension.</param>
/// <param name="Name">The name.</param>
/// <param name="Calls">Deciles, quartiles and median of submitters' calls: p10, p25, p50, p75, p90.</param>
/// <param name="Errors">Quartiles and median of submitters' error rates, 0 to 1: p25, p50, p75.</param>
public sealed record CompareRow(Dimension Dimension, string Name, IReadOnlyList<double?> Calls, IReadOnlyList<double?> Errors)
{
    /// <summary>A window's tools, servers and skills that have a median of calls, most used first.</summary>
    internal static IEnumerable<CompareRow> From(StatsDocument stats)
    {
        IEnumerable<(long Submitters, CompareRow Row)> rows =
        [
            .. stats.Tools.Where(tool => !tool.Custom).Select(tool => (tool.UniqueSubmitters, From(tool))),
            .. stats.Dimensions.McpServers.Where(server => !server.Custom).Select(server => (server.UniqueSubmitters, From(server))),
            .. stats.Dimensions.Skills.Where(skill => !skill.Custom).Select(skill => (skill.UniqueSubmitters, From(skill))),
        ];
        return rows
            .Where(row => row.Row.Calls[2] is not null)
            .OrderByDescending(row => row.Submitters)
            .ThenBy(row => row.Row.Name, StringComparer.Ordinal)
            .Select(row => row.Row);
    }

    private static CompareRow From(ToolStats tool) =>
        new(
            Dimension.Tool,
            tool.ToolName,
            [tool.CallsP10, tool.CallsP25, tool.CallsMedian, tool.CallsP75, tool.CallsP90],
            [tool.ErrorRateP25, tool.ErrorRateMedian, tool.ErrorRateP75]
        );

    private static CompareRow From(McpServerStats server) =>
        new(
            Dimension.McpServer,
            server.Name,
            [null, server.CallsP25, server.CallsMedian, server.CallsP75, null],
            [server.ErrorRateP25, server.ErrorRateMedian, server.ErrorRateP75]
        );

    private static CompareRow From(SkillStats skill) =>
        new(Dimension.Skill, skill.Name, [null, skill.CallsP25, skill.CallsMedian, skill.CallsP75, null], [null, null, null]);
}

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
    private static readonly double?[] NoErrors = [null, null, null];

    /// <summary>A window's tools, servers and skills that have a median of calls, most used first.</summary>
    internal static IEnumerable<CompareRow> From(StatsDocument stats)
    {
        var tools = stats
            .Tools.Where(tool => !tool.Custom)
            .Select(tool =>
                (
                    tool.UniqueSubmitters,
                    Row: new CompareRow(
                        Dimension.Tool,
                        tool.ToolName,
                        [tool.CallsP10, tool.CallsP25, tool.CallsMedian, tool.CallsP75, tool.CallsP90],
                        [tool.ErrorRateP25, tool.ErrorRateMedian, tool.ErrorRateP75]
                    )
                )
            );
        var servers = stats
            .Dimensions.McpServers.Where(server => !server.Custom)
            .Select(server =>
                (
                    server.UniqueSubmitters,
                    Row: new CompareRow(
                        Dimension.McpServer,
                        server.Name,
                        [null, server.CallsP25, server.CallsMedian, server.CallsP75, null],
                        [server.ErrorRateP25, server.ErrorRateMedian, server.ErrorRateP75]
                    )
                )
            );
        var skills = stats
            .Dimensions.Skills.Where(skill => !skill.Custom)
            .Select(skill =>
                (
                    skill.UniqueSubmitters,
                    Row: new CompareRow(
                        Dimension.Skill,
                        skill.Name,
                        [null, skill.CallsP25, skill.CallsMedian, skill.CallsP75, null],
                        NoErrors
                    )
                )
            );
        return tools
            .Concat(servers)
            .Concat(skills)
            .Where(row => row.Row.Calls[2] is not null)
            .OrderByDescending(row => row.UniqueSubmitters)
            .ThenBy(row => row.Row.Name, StringComparer.Ordinal)
            .Select(row => row.Row);
    }
}

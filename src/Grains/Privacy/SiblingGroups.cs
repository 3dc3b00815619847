using ToolTime.Names;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// P11: which cells are siblings of a total: the client cells of a name, of clients that tell no name too; the tools of an MCP server; the
/// models of everybody. (The clients of everybody are the client cells of everything.)
/// </summary>
internal static class SiblingGroups
{
    /// <summary>All groups, in the order of their totals.</summary>
    public static IReadOnlyList<Siblings> Of(IReadOnlyList<CellDraft> cells)
    {
        var byKey = cells.ToDictionary(cell => cell.Key);
        return
        [
            .. GroupsOf(byKey, cells, ClientTotal, onlySubmitters: false),
            .. GroupsOf(byKey, cells, ServerTotal, onlySubmitters: false),
            .. GroupsOf(byKey, cells, ModelTotal, onlySubmitters: true),
        ];
    }

    private static IEnumerable<Siblings> GroupsOf(
        Dictionary<CellKey, CellDraft> byKey, IEnumerable<CellDraft> cells, Func<CellKey, CellKey?> totalOf, bool onlySubmitters) =>
        from cell in cells
        let total = totalOf(cell.Key)
        where total is not null && byKey.ContainsKey(total.Value)
        group cell by total.Value into parts
        orderby parts.Key
        select new Siblings(byKey[parts.Key], [.. parts.OrderBy(part => part.Key)], onlySubmitters);

    private static CellKey? ClientTotal(CellKey part) => part.Client is null ? null : part with { Client = null };

    private static CellKey? ServerTotal(CellKey part) =>
        part.Name.Dimension == Dimension.Tool && McpToolName.TryParse(part.Name.Name, out var tool)
            ? part with { Name = new(Dimension.McpServer, tool.Server) }
            : null;

    private static CellKey? ModelTotal(CellKey part) => part.Name.Dimension == Dimension.Model ? part with { Name = UsageName.Everything } : null;
}

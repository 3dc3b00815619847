using ToolTime.Telemetry;

namespace ToolTime.Api.Pages;

/// <summary>A table on an app's page.</summary>
/// <param name="Id">The table's anchor.</param>
/// <param name="Title">The table's heading.</param>
/// <param name="About">A sentence on what is counted.</param>
/// <param name="Columns">The columns after the name.</param>
/// <param name="Rows">The names, with one figure per column; null if not published or not measured.</param>
public sealed record TelemetryTable(
    string Id, string Title, string About, IReadOnlyList<string> Columns, IReadOnlyList<(string Name, IReadOnlyList<string?> Cells)> Rows)
{
    private static readonly string[] Uses = ["Adoption", "Devices"];
    private static readonly string[] Tasks = [.. Uses, "Success rate"];
    private static readonly string[] Costs = [.. Tasks, "Median cost", "90% at most"];

    /// <summary>The tables that are not empty.</summary>
    public static IReadOnlyList<TelemetryTable> Create(TelemetryDocument document)
    {
        TelemetryTable[] all =
        [
            new("versions", "Versions", "Versions of the program, by devices that had them.", Tasks, RowsOf(document.Versions)),
            new("models", "Models", "Models that tasks ran on.", Costs, RowsOf(document.Models)),
            new("providers", "Providers", "Who served the models.", Costs, RowsOf(document.Providers)),
            new("cost-sources", "Costs by source", "How the costs of tasks were determined.", Costs, RowsOf(document.CostSources)),
            new("errors", "Errors", "Classes of errors that ended tasks, by affected devices.", Uses, RowsOf(document.ErrorKinds)),
            new("runtimes", "Runtimes", "Versions of the runtime.", Uses, RowsOf(document.Runtimes)),
            new("systems", "Systems", "Operating systems.", Uses, RowsOf(document.Systems)),
            new("containers", "Containers", "Kinds of containers, for devices that run in one.", Tasks, RowsOf(document.Containers)),
            new("launch-sources", "Launch sources", "What started the program.", Uses, RowsOf(document.LaunchSources)),
            new("brands", "Brands", "Brands under which the program is distributed.", Tasks, RowsOf(document.Brands)),
        ];
        return [.. all.Where(table => table.Rows.Count > 0)];
    }

    private static IReadOnlyList<(string Name, IReadOnlyList<string?> Cells)> RowsOf(IEnumerable<TelemetryUse> uses) =>
        [.. uses.Select(use => (use.Name, (IReadOnlyList<string?>)CellsOf(use)))];

    private static List<string?> CellsOf(TelemetryUse use)
    {
        List<string?> cells = [Figure.Percent(use.Adoption), Figure.Count(use.Devices)];
        if (use is TelemetryTaskUse tasks)
        {
            cells.Add(Figure.Percent(tasks.SuccessRate));
        }

        if (use is TelemetryCostUse costs)
        {
            cells.AddRange(TelemetryText.Dollars(costs.CostUsd.P50), TelemetryText.Dollars(costs.CostUsd.P90));
        }

        return cells;
    }
}

using ToolTime.Telemetry;

namespace ToolTime.Api.Pages;

/// <summary>A list of the page of an app.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading.</param>
/// <param name="About">A sentence on what is counted.</param>
/// <param name="Columns">Its columns after the name.</param>
/// <param name="Rows">Names with a figure for each column; null where it is not published or was not measured.</param>
public sealed record TelemetryTable(
    string Id, string Title, string About, IReadOnlyList<string> Columns, IReadOnlyList<(string Name, IReadOnlyList<string?> Cells)> Rows)
{
    private static readonly string[] Uses = ["Adoption", "Devices"];
    private static readonly string[] Tasks = [.. Uses, "Success rate"];
    private static readonly string[] Costs = [.. Tasks, "Median cost", "90% cost at most"];

    /// <summary>The lists that hold anything.</summary>
    public static IReadOnlyList<TelemetryTable> Create(TelemetryDocument document)
    {
        TelemetryTable[] all =
        [
            new("versions", "Versions", "Versions of the program, by devices that had them.", Tasks, RowsOf(document.Versions)),
            new("models", "Models", "Models that tasks ran on.", Costs, RowsOf(document.Models)),
            new("providers", "Providers", "Who served the models.", Costs, RowsOf(document.Providers)),
            new("cost-sources", "Costs by their source", "How the costs of tasks are known.", Costs, RowsOf(document.CostSources)),
            new("errors", "Errors", "Classes of errors that tasks ended with, by devices that met them.", Uses, RowsOf(document.ErrorKinds)),
            new("runtimes", "Runtimes", "Versions of the runtime.", Uses, RowsOf(document.Runtimes)),
            new("systems", "Systems", "Operating systems.", Uses, RowsOf(document.Systems)),
            new("containers", "Containers", "Kinds of containers, of devices that run in one.", Tasks, RowsOf(document.Containers)),
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

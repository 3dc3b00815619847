using ToolTime.Telemetry;

namespace ToolTime.Api.Operators.Pages;

/// <summary>What came in of telemetry: exact sums of today, and the devices that report most.</summary>
internal static class TelemetryTables
{
    /// <summary>Both tables.</summary>
    public static IReadOnlyList<OperatorTable> Create(
        IEnumerable<(AppName App, TelemetryTotals Totals)> today,
        IEnumerable<ListedDevice> devices
    ) =>
        [
            new(
                "today",
                "Today",
                "What was taken in of each program, up to a second late.",
                ["Program", "Startups", "Tasks", "Succeeded", "Failed", "Shares"],
                [.. today.Select(row => RowOf(row.App, row.Totals))]
            ),
            new(
                "devices",
                "Devices",
                "Those that reported most on the newest days, by a random id that is good for four weeks. PUT /v1/api/admin/telemetry/quarantine/ID leaves one out of all that is computed.",
                ["Device", "Program", "Day", "Events", "Quarantine"],
                [.. devices.Select(RowOf)]
            ),
        ];

    private static IReadOnlyList<string?> RowOf(AppName app, TelemetryTotals totals) =>
    [
        app.ToString(),
        OperatorFigure.Count(totals.Startups),
        OperatorFigure.Count(totals.Tasks),
        OperatorFigure.Count(totals.Succeeded),
        OperatorFigure.Count(totals.Failed),
        OperatorFigure.Count(totals.Shares),
    ];

    private static IReadOnlyList<string?> RowOf(ListedDevice device) =>
        [device.Id, device.App, $"{device.Day:yyyy-MM-dd}", OperatorFigure.Count(device.Events), device.Quarantined ? "yes" : "no"];
}

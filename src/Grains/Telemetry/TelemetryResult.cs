using ToolTime.Telemetry;

namespace ToolTime.Grains.Telemetry;

/// <summary>What is stored of a publication, all of it or nothing.</summary>
public sealed record TelemetryResult
{
    /// <summary>The app.</summary>
    public required AppName App { get; init; }

    /// <summary>The removals of the rows from which it was computed.</summary>
    public required long Removals { get; init; }

    /// <summary>The publications.</summary>
    public required IReadOnlyList<TelemetryPublication> Publications { get; init; }

    /// <summary>Of running periods, the mark of this publication.</summary>
    public TelemetryMark? Mark { get; init; }

    /// <summary>Of a day that is over, its exact totals.</summary>
    public TelemetryTotals? Totals { get; init; }
}

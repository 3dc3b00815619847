namespace ToolTime.Telemetry;

/// <summary>What an app's devices reported on a day, for operators: exact sums that identify no device.</summary>
[GenerateSerializer, Immutable, Alias("ToolTime.TelemetryTotals")]
public sealed record TelemetryTotals
{
    /// <summary>No events.</summary>
    public static readonly TelemetryTotals Zero = new();

    /// <summary>Startups.</summary>
    [Id(0)] public long Startups { get; init; }

    /// <summary>All tasks, however they ended.</summary>
    [Id(1)] public long Tasks { get; init; }

    /// <summary>Tasks that succeeded.</summary>
    [Id(2)] public long Succeeded { get; init; }

    /// <summary>Tasks that failed.</summary>
    [Id(3)] public long Failed { get; init; }

    /// <summary>Opened or downloaded shared items.</summary>
    [Id(4)] public long Shares { get; init; }

    /// <summary>The totals of <paramref name="count"/> equal events.</summary>
    public static TelemetryTotals From(TelemetryEvent reported, long count) => reported switch
    {
        StartupEvent => new() { Startups = count },
        TaskEvent task => new()
        {
            Tasks = count,
            Succeeded = task.Outcome == TaskOutcome.Success ? count : 0,
            Failed = task.Outcome == TaskOutcome.Error ? count : 0,
        },
        ShareEvent => new() { Shares = count },
        _ => throw new ArgumentOutOfRangeException(nameof(reported)),
    };

    /// <summary>The sum of two totals.</summary>
    public static TelemetryTotals operator +(TelemetryTotals left, TelemetryTotals right) => Add(left, right);

    /// <summary>The sum of two totals.</summary>
    public static TelemetryTotals Add(TelemetryTotals left, TelemetryTotals right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new()
        {
            Startups = left.Startups + right.Startups,
            Tasks = left.Tasks + right.Tasks,
            Succeeded = left.Succeeded + right.Succeeded,
            Failed = left.Failed + right.Failed,
            Shares = left.Shares + right.Shares,
        };
    }
}

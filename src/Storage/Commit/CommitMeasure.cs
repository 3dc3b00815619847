using System.Diagnostics;
using ToolTime.Observability;

namespace ToolTime.Storage.Commit;

/// <summary>Measures one group of writes on its way to the disk: its duration and, if traced, its span.</summary>
internal sealed class CommitMeasure(StorageMetrics metrics, long beganAt, int writes)
{
    /// <summary>The whole group is durable.</summary>
    public const string Committed = "committed";

    /// <summary>The disk or the server refused the group, so all of it failed.</summary>
    public const string Refused = "refused";

    /// <summary>One write failed: the group is retried in parts, or that write failed alone.</summary>
    public const string Split = "split";

    private readonly Activity? _span = ToolTimeTraces.Source.StartActivity("commit");

    /// <summary>Ends the measurement, before any waiting caller continues.</summary>
    public void End(string outcome)
    {
        metrics.Ended(beganAt, writes, outcome);
        _span
            ?.SetTag("tooltime.writes", writes)
            .SetTag("tooltime.outcome", outcome)
            .SetStatus(outcome == Committed ? ActivityStatusCode.Ok : ActivityStatusCode.Error)
            .Dispose();
    }
}

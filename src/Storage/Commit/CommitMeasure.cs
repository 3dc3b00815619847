using System.Diagnostics;
using ToolTime.Observability;

namespace ToolTime.Storage.Commit;

/// <summary>One group of writes on its way to the disk: its time, and its span where somebody listens.</summary>
internal sealed class CommitMeasure(StorageMetrics metrics, long beganAt, int writes)
{
    /// <summary>All of the group is durable.</summary>
    public const string Committed = "committed";

    /// <summary>The disk or the server refused it, so all of it failed.</summary>
    public const string Refused = "refused";

    /// <summary>One write spoilt it, so it is tried again in parts, or that one failed alone.</summary>
    public const string Split = "split";

    private readonly Activity? _span = ToolTimeTraces.Source.StartActivity("commit");

    /// <summary>Ends it, before any waiting caller continues.</summary>
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

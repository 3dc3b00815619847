using System.Diagnostics.Metrics;
using ToolTime.Api.Limits;
using ToolTime.Observability;
using ToolTime.Submissions;

namespace ToolTime.Api.Submissions;

/// <summary>Counts submissions by outcome once they are ready for their grain, and those still unanswered.</summary>
internal sealed class SubmissionMetrics
{
    private readonly LimitMetrics _limits;
    private readonly Counter<long> _submissions;

    public SubmissionMetrics(IMeterFactory meters, LimitMetrics limits, AdmissionGate gate)
    {
        _limits = limits;
        var meter = meters.Create(ToolTimeMeter.Name);
        _submissions = meter.CreateCounter<long>("tooltime.submissions", unit: null, "Submissions by outcome.");
        meter.CreateObservableGauge(
            "tooltime.submissions.under_way",
            () => gate.Inside,
            unit: null,
            "Submissions, deletions and telemetry that grains have not answered yet."
        );
    }

    /// <summary>Counts one submission; null means that its address was over its limit.</summary>
    public void Count(SubmissionOutcome? outcome)
    {
        _submissions.Add(1, new KeyValuePair<string, object?>("outcome", WordFor(outcome)));
        if (outcome is null or SubmissionOutcome.OverQuota)
        {
            _limits.Hit(outcome is null ? LimitMetrics.Address : LimitMetrics.Token);
        }
    }

    /// <summary>The outcome as one word, for tags.</summary>
    public static string WordFor(SubmissionOutcome? outcome) => outcome switch
    {
        null => "over_address_limit",
        SubmissionOutcome.Accepted => "accepted",
        SubmissionOutcome.Duplicate => "duplicate",
        SubmissionOutcome.OverQuota => "over_token_limit",
        _ => "unavailable",
    };
}

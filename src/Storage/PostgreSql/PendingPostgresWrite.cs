using ToolTime.Grains.Submissions;
using ToolTime.Grains.Telemetry;
using ToolTime.Storage.Commit;
using ToolTime.Telemetry;

namespace ToolTime.Storage.PostgreSql;

/// <summary>A submission or telemetry event waiting for its commit.</summary>
internal abstract class PendingPostgresWrite : PendingWrite;

/// <summary>A pending write with the decision that the commit makes on it.</summary>
internal abstract class PendingPostgresWrite<T> : PendingPostgresWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The decision; passed on only after the commit.</summary>
    public T? Decision { get; set; }

    public Task<T> Completion => _completion.Task;

    public override void Succeed() => _completion.SetResult(Decision!);

    public override void Fail(Exception exception) => _completion.SetException(exception);
}

/// <summary>A submission waiting for its commit.</summary>
internal sealed class PendingSubmission(NewSubmission submission) : PendingPostgresWrite<SubmissionDecision>
{
    public NewSubmission Submission { get; } = submission;
}

/// <summary>A telemetry event waiting for its commit.</summary>
internal sealed class PendingTelemetry(NewTelemetryEvent offered) : PendingPostgresWrite<TelemetryOutcome>
{
    public NewTelemetryEvent Event { get; } = offered;
}

using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.Calls;

/// <summary>One call of a grain, from its sending to its answer. The caller awaits the task of this source.</summary>
internal sealed class GrainCall<TResult>(GrainMethod<TResult> method, GrainReference reference, object?[] arguments)
    : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously), ITurn
{
    private readonly long _sentAt = reference.Engine.Clock.Now;
    private CancellationTokenRegistration _cancellation;

    private TimeSpan Timeout => method.Timeout ?? reference.Engine.Options.ResponseTimeout;

    private string Name => $"{reference.Class.Name}.{method.Method.Name}";

    public void Send(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _cancellation = cancellationToken.UnsafeRegister(
                static (call, token) => ((GrainCall<TResult>)call!).TrySetCanceled(token), this);
        }

        if (!Task.IsCompleted)
            reference.Engine.Send(reference, this);
    }

    public bool IsWantedBy(Activation? activation) => !Task.IsCompleted;

    public async Task RunAsync(Activation activation)
    {
        var startedAt = activation.Engine.Clock.Now;
        try
        {
            var result = await method.RunAsync(activation.GrainInstance!, arguments);
            Finish(activation, startedAt);
            TrySetResult(result);
        }
        catch (Exception exception)
        {
            Finish(activation, startedAt);
            var isOwnCancellation = Task.IsCanceled && exception is OperationCanceledException;
            if (!TrySetException(exception) && !isOwnCancellation)
                activation.Engine.Log.UnheardFailure(exception, Name);
        }
    }

    public void Fail(Exception exception)
    {
        _cancellation.Unregister();
        TrySetException(exception);
    }

    public void ExpireAt(long now)
    {
        if (Task.IsCompleted || reference.Engine.Clock.Between(_sentAt, now) < Timeout)
            return;
        reference.Engine.Metrics.TimedOut(reference.Class);
        Fail(new TimeoutException($"{Name} did not answer within {Timeout:c}. Its turn goes on if it had begun."));
    }

    private void Finish(Activation activation, long startedAt)
    {
        _cancellation.Unregister();
        activation.Touch();
        var now = activation.Engine.Clock.Now;
        activation.Class.Count.Called(now - startedAt);
        activation.Engine.Metrics.Called(activation.Class, activation.Engine.Clock.Between(startedAt, now));
    }
}

using System.Diagnostics.CodeAnalysis;

namespace ToolTime.Embedded.Turns;

/// <summary>
/// The turns of one grain, and its activation while there is one. A single loop runs turns, activates before the first
/// and deactivates after the last, so that two activations of a grain cannot exist at once.
/// The mailbox closes when it has neither; whoever finds it closed takes a new one from the engine.
/// </summary>
internal sealed class Mailbox(GrainId grainId, GrainClass grainClass, GrainEngine engine)
{
    private readonly Lock _gate = new();
    private readonly Queue<ITurn> _waiting = new();
    private readonly TurnScheduler _scheduler = new();
    private ITurn? _running;
    private Activation? _activation;
    private TaskCompletionSource? _rest;
    private bool _isPumping;
    private bool _isClosed;

    public GrainId GrainId { get; } = grainId;

    public GrainClass Class { get; } = grainClass;

    public GrainEngine Engine { get; } = engine;

    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Takes in a turn.</summary>
    /// <returns>False when the mailbox is closed.</returns>
    public bool TryPost(ITurn turn)
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _waiting.Enqueue(turn);
            if (_isPumping)
                return true;
            _isPumping = true;
        }

        StartPump();
        return true;
    }

    /// <summary>Lets the loop see that its activation is to end.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_isPumping || _isClosed)
                return;
            _isPumping = true;
        }

        StartPump();
    }

    /// <summary>Ends the activation, if there is one, after the turn that runs now.</summary>
    /// <returns>Ends when the mailbox has nothing to do.</returns>
    public Task EndActivation(DeactivationReason reason)
    {
        Activation? activation;
        lock (_gate)
            activation = _activation;
        activation?.Deactivate(reason);
        return WhenResting();
    }

    /// <summary>How long the activation is idle; null where there is none, or it may not end now.</summary>
    public TimeSpan? IdleTime
    {
        get
        {
            lock (_gate)
                return _isPumping ? null : _activation?.IdleTime;
        }
    }

    /// <summary>Ends the activation if nothing runs or waits and nobody used it for an age.</summary>
    /// <param name="age">The age, in place of the one of the class.</param>
    public bool EndIfIdle(TimeSpan? age)
    {
        var limit = age ?? Class.CollectionAge ?? Engine.Options.CollectionAge;
        if (Volatile.Read(ref _activation)?.IsIdleFor(limit) is not true)
            return false;
        lock (_gate)
        {
            if (_isPumping || _activation?.IsIdleFor(limit) is not true)
                return false;
            _activation.TrySetEnd(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nobody called it for its collection age."));
            _isPumping = true;
        }

        StartPump();
        return true;
    }

    /// <summary>Ends when nothing runs and nothing waits.</summary>
    public Task WhenResting()
    {
        lock (_gate)
        {
            if (!_isPumping)
                return Task.CompletedTask;
            _rest ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _rest.Task;
        }
    }

    /// <summary>Answers those who waited long enough.</summary>
    public void ExpireCalls(long now)
    {
        // Nearly all rest, and whoever begins now has not waited yet.
        if (!Volatile.Read(ref _isPumping))
            return;
        lock (_gate)
        {
            if (!_isPumping)
                return;
            _running?.ExpireAt(now);
            foreach (var turn in _waiting)
                turn.ExpireAt(now);
        }
    }

    /// <summary>Answers everybody who waits.</summary>
    /// <returns>Whether a turn was running or waiting.</returns>
    public bool FailAll(Exception exception)
    {
        lock (_gate)
        {
            _running?.Fail(exception);
            foreach (var turn in _waiting)
                turn.Fail(exception);
            return _isPumping;
        }
    }

    private void StartPump()
    {
        // The loop belongs to no caller: it must not carry the execution context of the one who woke it.
        using var _ = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        Task.Factory.StartNew(
            static mailbox => ((Mailbox)mailbox!).PumpAsync(), this, CancellationToken.None, TaskCreationOptions.None, _scheduler);
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            if (_activation is { EndReason: { } reason })
                await EndAsync(_activation, reason);
            else if (TryTake(out var turn))
                await RunAsync(turn);
            else if (TryRest())
                return;
        }
    }

    private bool TryTake([NotNullWhen(true)] out ITurn? turn)
    {
        lock (_gate)
        {
            _waiting.TryDequeue(out turn);
            _running = turn;
            return turn is not null;
        }
    }

    private bool TryRest()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0 || _activation is { EndReason: not null })
                return false;
            _isPumping = false;
            _isClosed = _activation is null;
            if (_isClosed)
                Engine.Remove(this);
            _rest?.SetResult();
            _rest = null;
            return true;
        }
    }

    private async Task RunAsync(ITurn turn)
    {
        if (!turn.IsWantedBy(_activation))
            return;
        if (_activation is null && !await TryActivateAsync(turn))
            return;
        await turn.RunAsync(_activation!);
    }

    private async Task<bool> TryActivateAsync(ITurn turn)
    {
        try
        {
            Engine.ThrowIfStopped();
            var activation = await Activation.StartAsync(this);
            lock (_gate)
                _activation = activation;
            return true;
        }
        catch (Exception exception)
        {
            // Who was waiting is taken first: whoever calls again at this answer must get a new try.
            foreach (var failed in TakeWaiting().Prepend(turn))
                failed.Fail(exception);
            return false;
        }
    }

    private ITurn[] TakeWaiting()
    {
        lock (_gate)
        {
            ITurn[] waiting = [.. _waiting];
            _waiting.Clear();
            return waiting;
        }
    }

    private async Task EndAsync(Activation activation, DeactivationReason reason)
    {
        await activation.EndAsync(reason);
        lock (_gate)
            _activation = null;
    }
}

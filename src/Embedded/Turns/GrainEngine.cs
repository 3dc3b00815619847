using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ToolTime.Embedded.Calls;
using ToolTime.Embedded.Hosting;

namespace ToolTime.Embedded.Turns;

/// <summary>All mailboxes of the process, and the door to them.</summary>
internal sealed class GrainEngine(GrainCatalog catalog, EngineClock clock, IOptions<EmbeddedOptions> options, EngineMetrics metrics, IServiceProvider services, ILogger<GrainEngine> logger) : IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Mailbox> _mailboxes = new();
    private readonly CancellationTokenSource _aborted = new();
    private volatile EnginePhase _phase;

    public GrainCatalog Catalog { get; } = catalog;

    public EngineClock Clock { get; } = clock;

    public EmbeddedOptions Options { get; } = options.Value;

    public EngineMetrics Metrics { get; } = metrics;

    public IServiceProvider Services { get; } = services;

    public EngineLog Log { get; } = new(logger);

    /// <summary>How many activations there are, and room for more.</summary>
    public ActivationCrowd Crowd { get; } = new();

    /// <summary>Cancelled when a stop gives up.</summary>
    public CancellationToken Aborted => _aborted.Token;

    public EnginePhase Phase => _phase;

    /// <summary>The mailboxes as they come and go; nothing is copied.</summary>
    public IEnumerable<Mailbox> Mailboxes => _mailboxes.Select(pair => pair.Value);

    public void Start() => _phase = EnginePhase.Running;

    public IAddressable Refer(Type grainInterface, GrainId grainId) =>
        GrainReference.Create(this, grainInterface, Catalog.ClassOf(grainId.Type, grainInterface), grainId);

    /// <summary>Hands a turn to its grain's mailbox, or fails it when the engine takes none.</summary>
    public void Send(GrainReference reference, ITurn turn)
    {
        if (!TakesCalls())
        {
            turn.Fail(new SiloUnavailableException(_phase == EnginePhase.Created ? "The grain engine has not started." : "The grain engine is stopping."));
            return;
        }

        while (reference.Mailbox?.TryPost(turn) is not true)
        {
            reference.Mailbox = _mailboxes.GetOrAdd(
                reference.GrainId, static (id, target) => new Mailbox(id, target.Class, target.Engine), reference);
        }
    }

    public void Remove(Mailbox mailbox) => _mailboxes.TryRemove(KeyValuePair.Create(mailbox.GrainId, mailbox));

    public void ThrowIfStopped()
    {
        if (_phase == EnginePhase.Stopped)
            throw new SiloUnavailableException("The grain engine has stopped.");
    }

    /// <summary>Answers callers who waited long enough.</summary>
    public void ExpireCalls()
    {
        var now = Clock.Now;
        foreach (var (_, mailbox) in _mailboxes)
            mailbox.ExpireCalls(now);
    }

    /// <summary>Ends the activations that nobody used for their age.</summary>
    /// <param name="age">The age, in place of those of their classes.</param>
    public void CollectIdle(TimeSpan? age = null)
    {
        foreach (var (_, mailbox) in _mailboxes)
            mailbox.EndIfIdle(age);
    }

    /// <summary>
    /// Lets turns that run or wait finish, answers the callers of those that do not in time, and ends every activation.
    /// Each of the two takes <see cref="EmbeddedOptions.StopTimeout"/> at most.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _phase = EnginePhase.Draining;
        if (!await TryInTimeAsync(DrainAsync, cancellationToken))
            CutOff();
        _phase = EnginePhase.Stopped;
        if (!await TryInTimeAsync(EndAllAsync, cancellationToken))
            await _aborted.CancelAsync();
    }

    public void Dispose() => _aborted.Dispose();

    private static Task EndForShutdown(Mailbox mailbox) =>
        mailbox.EndActivation(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The process stops."));

    private async Task DrainAsync(CancellationToken timeUp)
    {
        while (_mailboxes.Values.Select(mailbox => mailbox.WhenResting()).FirstOrDefault(rest => !rest.IsCompleted) is { } rest)
            await rest.WaitAsync(timeUp);
    }

    private async Task EndAllAsync(CancellationToken timeUp)
    {
        while (!_mailboxes.IsEmpty)
            await Task.WhenAll(_mailboxes.Values.Select(EndForShutdown)).WaitAsync(timeUp);
    }

    private async Task<bool> TryInTimeAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Options.StopTimeout, Clock.Time);
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await step(timeUp.Token);
            return true;
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested)
        {
            return false;
        }
    }

    private void CutOff()
    {
        var cutOff = new SiloUnavailableException("The grain engine stopped before the call was answered.");
        Log.StopCutOff(_mailboxes.Values.Count(mailbox => mailbox.FailAll(cutOff)));
    }

    // A turn that runs may still need other grains to finish, so while the engine drains only calls from outside are refused.
    private bool TakesCalls() => _phase switch
    {
        EnginePhase.Running => true,
        EnginePhase.Draining => TaskScheduler.Current is TurnScheduler,
        _ => false,
    };
}

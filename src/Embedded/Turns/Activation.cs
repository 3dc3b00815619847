using Microsoft.Extensions.DependencyInjection;
using ToolTime.Embedded.State;
using ToolTime.Embedded.Timers;

namespace ToolTime.Embedded.Turns;

/// <summary>One life of a grain: its object, its scope of services, its state and timers, and when it is to end.</summary>
internal sealed class Activation : IGrainContext
{
    [ThreadStatic]
    private static Activation? t_underConstruction;

    private readonly Mailbox _mailbox;
    private readonly AsyncServiceScope _services;
    private List<IPersistentPart>? _state;
    private readonly GrainTimers _timers;
    private IGrainBase? _grain;
    private object? _endReason;
    private long _usedAt;
    private long _keepUntil;

    private Activation(Mailbox mailbox)
    {
        _mailbox = mailbox;
        _timers = new GrainTimers(this);
        _services = Engine.Services.CreateAsyncScope();
        Touch();
    }

    /// <summary>The activation whose grain is being constructed on this thread.</summary>
    public static Activation? UnderConstruction => t_underConstruction;

    public Mailbox Mailbox => _mailbox;

    public GrainEngine Engine => _mailbox.Engine;

    public GrainClass Class => _mailbox.Class;

    public GrainId GrainId => _mailbox.GrainId;

    public object? GrainInstance => _grain;

    public IServiceProvider ActivationServices => _services.ServiceProvider;

    /// <summary>Why the activation is to end; null while it is not.</summary>
    public DeactivationReason? EndReason => (DeactivationReason?)Volatile.Read(ref _endReason);

    /// <summary>Makes a grain, reads its state and lets it prepare itself.</summary>
    public static async Task<Activation> StartAsync(Mailbox mailbox)
    {
        var activation = new Activation(mailbox);
        try
        {
            activation._grain = activation.Construct();
            foreach (var part in activation._state ?? [])
                await part.ReadStateAsync();
            await activation._grain.OnActivateAsync(mailbox.Engine.Aborted);
        }
        catch (Exception exception)
        {
            mailbox.Engine.Log.ActivationFailed(exception, mailbox.Class.Name);
            await activation.ReleaseAsync();
            throw;
        }

        mailbox.Class.Count.Activated();
        mailbox.Engine.Crowd.Entered(mailbox.Engine);
        return activation;
    }

    /// <summary>Lets the grain say farewell and releases what it holds. No exception comes out of it.</summary>
    public async Task EndAsync(DeactivationReason reason)
    {
        try
        {
            _timers.End();
            await _grain!.OnDeactivateAsync(reason, Engine.Aborted);
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(exception, Class.Name);
        }

        await ReleaseAsync();
        Class.Count.Deactivated();
        Engine.Crowd.Left();
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (TrySetEnd(deactivationReason))
            _mailbox.Wake();
    }

    /// <summary>Sets why the activation is to end, unless it is to end already. The mailbox must be awake to see it.</summary>
    public bool TrySetEnd(DeactivationReason reason) => Interlocked.CompareExchange(ref _endReason, reason, null) is null;

    public void DelayDeactivation(TimeSpan span) =>
        Volatile.Write(ref _keepUntil, Engine.Clock.After(span));

    public void Touch() => Volatile.Write(ref _usedAt, Engine.Clock.Now);

    public bool IsIdleFor(TimeSpan age) => IdleTime >= age;

    /// <summary>How long nobody used it; null while it asked to be kept.</summary>
    public TimeSpan? IdleTime => Engine.Clock.Now is var now && Volatile.Read(ref _keepUntil) <= now ? Engine.Clock.Between(Volatile.Read(ref _usedAt), now) : null;

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        _timers.Register(callback, options);

    public void AddState(IPersistentPart part) => (_state ??= []).Add(part);

    private IGrainBase Construct()
    {
        t_underConstruction = this;
        try
        {
            return Class.Constructor.Construct(this);
        }
        finally
        {
            t_underConstruction = null;
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            _timers.End();
            if (_grain is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (_grain as IDisposable)?.Dispose();
            await _services.DisposeAsync();
        }
        catch (Exception exception)
        {
            Engine.Log.DisposalFailed(exception, Class.Name);
        }
    }
}

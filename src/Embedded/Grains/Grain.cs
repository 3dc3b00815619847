using Microsoft.Extensions.DependencyInjection;
using ToolTime.Embedded.Turns;

namespace Orleans;

/// <summary>
/// The base of grain classes. A grain is one object for each key, made when it is first called and gone when it was idle for long;
/// its calls, timers and reminders are turns, of which one runs at a time in the order of arrival.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation;

    /// <summary>Creates the grain. Only the engine does so outside of tests of pure code.</summary>
    protected Grain() => _activation = Activation.UnderConstruction;

    /// <inheritdoc/>
    public IGrainContext GrainContext => Engine;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The activation's own scope of services.</summary>
    protected internal IServiceProvider ServiceProvider => Engine.ActivationServices;

    private Activation Engine =>
        _activation ?? throw new InvalidOperationException($"{GetType().Name} was made outside of a grain engine, so it has no identity, references or timers.");

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    /// <param name="cancellationToken">Cancelled when the engine is forced to stop.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when the engine is forced to stop.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation after the turn that runs now; calls that wait, and later ones, get a fresh one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation from ending for being idle.</summary>
    /// <param name="timeSpan">For how long; <see cref="TimeSpan.Zero"/> takes an earlier wish back, <see cref="Timeout.InfiniteTimeSpan"/> means for ever.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => Engine.DelayDeactivation(timeSpan);
}

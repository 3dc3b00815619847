namespace Orleans;

/// <summary>What every grain class is. <see cref="Grain"/> implements it; a class that cannot derive from that takes an <see cref="IGrainContext"/> in its constructor.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object is the grain of.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call. If it throws, the calls that wait fail with that exception and the next call tries anew.</summary>
    /// <param name="cancellationToken">Cancelled when the engine is forced to stop.</param>
    Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call. An exception is logged and the activation ends all the same.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when the engine is forced to stop.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}

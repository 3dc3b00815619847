namespace Orleans.Runtime;

/// <summary>One activation of a grain, as the grain itself may see it.</summary>
public interface IGrainContext
{
    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null while it is being constructed.</summary>
    object? GrainInstance { get; }

    /// <summary>The activation's own scope of services, disposed when the activation ends.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends the activation after the turn that runs now; later calls get a fresh one.</summary>
    /// <param name="deactivationReason">Why.</param>
    /// <param name="cancellationToken">Not used in one process: a deactivation that began is carried through.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

namespace Orleans;

/// <summary>The kinds of reasons for which activations end. One process gives only some of them; the numbers are those of a cluster.</summary>
#pragma warning disable CA1028 // The underlying type is part of the model that this follows.
public enum DeactivationReasonCode : byte
#pragma warning restore CA1028
{
    /// <summary>No reason was given.</summary>
    None,

    /// <summary>The process stops.</summary>
    ShuttingDown,

    /// <summary>The grain's constructor or <see cref="Grain.OnActivateAsync"/> threw. Only in a cluster.</summary>
    ActivationFailed,

    /// <summary>The directory of grains failed. Only in a cluster.</summary>
    DirectoryFailure,

    /// <summary>The grain was idle for its collection age.</summary>
    ActivationIdle,

    /// <summary>The grain did not answer. Only in a cluster.</summary>
    ActivationUnresponsive,

    /// <summary>The grain is active elsewhere. Only in a cluster.</summary>
    DuplicateActivation,

    /// <summary>A call needs another version of the grain. Only in a cluster.</summary>
    IncompatibleRequest,

    /// <summary>The grain failed in a way that a fresh activation mends, such as holding outdated state.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>The grain moves. Only in a cluster.</summary>
    Migrating,

    /// <summary>The engine wanted it. Only in a cluster.</summary>
    RuntimeRequested,

    /// <summary>Memory runs short. Only in a cluster.</summary>
    HighMemoryPressure,
}

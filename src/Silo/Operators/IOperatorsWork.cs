using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;

namespace ToolTime.Silo.Operators;

/// <summary>Does the operators' verbs: here on the storage, or in the running server that holds it.</summary>
internal interface IOperatorsWork
{
    /// <summary>Writes a backup; only who reads it to its end knows that it is whole.</summary>
    /// <exception cref="StorageUnavailableException">It could not be taken.</exception>
    Task BackUpAsync(Stream to, CancellationToken cancellationToken);

    /// <summary>Restores a backup.</summary>
    /// <exception cref="InvalidDataException">It cannot be restored here.</exception>
    /// <exception cref="StorageUnavailableException">Not all of it was taken up.</exception>
    Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken);

    /// <summary>Compares stored aggregates with their rows.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RebuildReport> RebuildAsync(bool renew, CancellationToken cancellationToken);
}

/// <summary>Does the operators' verbs on the storage that this process has open.</summary>
internal sealed class StorageWork(Backups backups, AggregateRebuild rebuild) : IOperatorsWork
{
    public Task BackUpAsync(Stream to, CancellationToken cancellationToken) => backups.WriteAsync(to, cancellationToken);

    public Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken) =>
        backups.RestoreAsync(from, cancellationToken);

    public Task<RebuildReport> RebuildAsync(bool renew, CancellationToken cancellationToken) => rebuild.RunAsync(renew, cancellationToken);
}

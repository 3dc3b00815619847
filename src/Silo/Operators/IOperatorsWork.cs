using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;

namespace ToolTime.Silo.Operators;

/// <summary>Executes operators' verbs: directly on the storage, or through the running server that has it open.</summary>
internal interface IOperatorsWork
{
    /// <summary>Writes a backup; a reader knows that it is complete only at its end.</summary>
    /// <exception cref="StorageUnavailableException">The backup could not be taken.</exception>
    Task BackUpAsync(Stream to, CancellationToken cancellationToken);

    /// <summary>Restores a backup.</summary>
    /// <exception cref="InvalidDataException">The backup cannot be restored here.</exception>
    /// <exception cref="StorageUnavailableException">Not all of it was restored.</exception>
    Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken);

    /// <summary>Compares stored aggregates with their rows.</summary>
    /// <exception cref="StorageUnavailableException">Storage could not answer.</exception>
    Task<RebuildReport> RebuildAsync(bool renew, CancellationToken cancellationToken);
}

/// <summary>Executes operators' verbs on the storage that this process has open.</summary>
internal sealed class StorageWork(StorageBackup backups, AggregateRebuild rebuild) : IOperatorsWork
{
    public Task BackUpAsync(Stream to, CancellationToken cancellationToken) => backups.WriteAsync(to, cancellationToken);

    public Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken) =>
        backups.RestoreAsync(from, cancellationToken);

    public Task<RebuildReport> RebuildAsync(bool renew, CancellationToken cancellationToken) => rebuild.RunAsync(renew, cancellationToken);
}

using ToolTime.Grains.Usage;
using ToolTime.Storage.Backup;

namespace ToolTime.Silo.Operators;

/// <summary>Does the operators' verbs on the storage that this process has open.</summary>
internal sealed class StorageWork(Backups backups, AggregateRebuild rebuild) : IOperatorsWork
{
    public Task BackUpAsync(Stream to, CancellationToken cancellationToken) => backups.WriteAsync(to, cancellationToken);

    public Task<RestoreReport> RestoreAsync(Stream from, CancellationToken cancellationToken) =>
        backups.RestoreAsync(from, cancellationToken);

    public Task<RebuildReport> RebuildAsync(bool renew, CancellationToken cancellationToken) => rebuild.RunAsync(renew, cancellationToken);
}

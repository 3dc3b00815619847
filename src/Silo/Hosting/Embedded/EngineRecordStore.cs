using System.Runtime.CompilerServices;
using Orleans.Storage;
using ToolTime.Embedded;
using ToolTime.Storage;

namespace ToolTime.Silo.Hosting;

/// <summary>Keeps the engine's records in the storage.</summary>
internal sealed class EngineRecordStore(IEngineRecords records) : IEngineRecordStore
{
    public async ValueTask<EngineRecord?> ReadAsync(string kind, string key, CancellationToken cancellationToken) =>
        await records.ReadAsync(kind, key, cancellationToken) is { } record ? RecordOf(record) : null;

    public async Task<string> WriteAsync(string kind, string key, byte[] value, string? expectedEtag, CancellationToken cancellationToken) =>
        await records.TryWriteAsync(kind, key, value, expectedEtag).WaitAsync(cancellationToken) ?? throw Inconsistent();

    public async Task DeleteAsync(string kind, string key, string expectedEtag, CancellationToken cancellationToken)
    {
        if (!await records.TryDeleteAsync(kind, key, expectedEtag).WaitAsync(cancellationToken))
        {
            throw Inconsistent();
        }
    }

    public async IAsyncEnumerable<EngineRecord> ListAsync(string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var record in await records.ListAsync(kind, cancellationToken))
        {
            yield return RecordOf(record);
        }
    }

    private static EngineRecord RecordOf(StoredRecord record) => new(record.Key, record.Value, record.Etag);

    private static InconsistentStateException Inconsistent() => new("The stored record is another one than was expected.");
}

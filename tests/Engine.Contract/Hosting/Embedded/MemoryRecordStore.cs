using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Orleans.Storage;
using ToolTime.Embedded;

namespace ToolTime.Engine.Contract.Hosting;

/// <summary>Records in memory, for tests only: the product's are durable.</summary>
internal sealed class MemoryRecordStore : IEngineRecordStore
{
    private readonly ConcurrentDictionary<(string Kind, string Key), EngineRecord> _records = new();
    private readonly Lock _gate = new();
    private long _writes;

    public ValueTask<EngineRecord?> ReadAsync(string kind, string key, CancellationToken cancellationToken) =>
        new(_records.GetValueOrDefault((kind, key)));

    public Task<string> WriteAsync(string kind, string key, byte[] value, string? expectedEtag, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfOther(kind, key, expectedEtag);
            var etag = $"{++_writes}";
            _records[(kind, key)] = new EngineRecord(key, value, etag);
            return Task.FromResult(etag);
        }
    }

    public Task DeleteAsync(string kind, string key, string expectedEtag, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ThrowIfOther(kind, key, expectedEtag);
            _records.TryRemove((kind, key), out _);
            return Task.CompletedTask;
        }
    }

    public async IAsyncEnumerable<EngineRecord> ListAsync(string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var record in _records.Where(record => record.Key.Kind == kind))
            yield return record.Value;
    }

    private void ThrowIfOther(string kind, string key, string? expectedEtag)
    {
        var stored = _records.GetValueOrDefault((kind, key))?.Etag;
        if (stored != expectedEtag)
            throw new InconsistentStateException("The record was changed by another.", stored, expectedEtag);
    }
}

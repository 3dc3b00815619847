using System.Text.Json;
using Orleans.Storage;

namespace ToolTime.Embedded.State;

/// <summary>Keeps grain state as JSON in the engine's records, one kind for each state of each type of grain.</summary>
internal sealed class RecordGrainStorage(IEngineRecordStore records) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = await records.ReadAsync(KindOf(stateName, grainId), grainId.Key.ToString(), CancellationToken.None);
        grainState.RecordExists = record is not null;
        grainState.ETag = record?.Etag;
        grainState.State = record is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(record.Value);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var value = JsonSerializer.SerializeToUtf8Bytes(grainState.State);
        grainState.ETag = await records.WriteAsync(KindOf(stateName, grainId), grainId.Key.ToString(), value, grainState.ETag, CancellationToken.None);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is { } etag)
            await records.DeleteAsync(KindOf(stateName, grainId), grainId.Key.ToString(), etag, CancellationToken.None);
        grainState.RecordExists = false;
        grainState.ETag = null;
        grainState.State = Activator.CreateInstance<T>();
    }

    private static string KindOf(string stateName, GrainId grainId) => $"state/{grainId.Type}/{stateName}";
}

using Orleans.Storage;
using ToolTime.Embedded.Turns;

namespace ToolTime.Embedded.State;

/// <summary>A grain's hold on one stored state.</summary>
internal sealed class PersistentState<TState>(Activation activation, IGrainStorage storage, string name) : IPersistentState<TState>, IPersistentPart
{
    private readonly GrainState<TState> _record = new() { State = Activator.CreateInstance<TState>() };

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, activation.GrainId, _record);

    public Task WriteStateAsync() => ChangeAsync(storage.WriteStateAsync(name, activation.GrainId, _record));

    public Task ClearStateAsync() => ChangeAsync(storage.ClearStateAsync(name, activation.GrainId, _record));

    private async Task ChangeAsync(Task change)
    {
        try
        {
            await change;
        }
        catch (InconsistentStateException exception)
        {
            // What this activation holds is outdated; a fresh one reads what is stored.
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, "Its state was changed by another."));
            throw;
        }
    }
}

namespace Orleans.Storage;

/// <summary>Stores grain state. The engine's own keeps it in the <see cref="ToolTime.Embedded.IEngineRecordStore"/>.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a state into <paramref name="grainState"/>.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="stateName">The state's name.</param>
    /// <param name="grainId">Whose state.</param>
    /// <param name="grainState">Where to.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes a state if its <see cref="IGrainState{T}.ETag"/> is still the stored one, and sets the new one.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="stateName">The state's name.</param>
    /// <param name="grainId">Whose state.</param>
    /// <param name="grainState">The state.</param>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Deletes a state if its <see cref="IGrainState{T}.ETag"/> is still the stored one.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="stateName">The state's name.</param>
    /// <param name="grainId">Whose state.</param>
    /// <param name="grainState">The state.</param>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

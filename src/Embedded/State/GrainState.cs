namespace Orleans;

/// <inheritdoc cref="IGrainState{T}"/>
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    /// <inheritdoc/>
    [Id(0)]
    public T? State { get; set; }

    /// <inheritdoc/>
    [Id(1)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    [Id(2)]
    public bool RecordExists { get; set; }
}

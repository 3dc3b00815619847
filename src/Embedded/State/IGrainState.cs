namespace Orleans;

/// <summary>A record on its way between a grain and its storage.</summary>
/// <typeparam name="T">The record's type.</typeparam>
public interface IGrainState<T>
{
    /// <summary>The record.</summary>
    T? State { get; set; }

    /// <summary>Its version; null when it was never stored.</summary>
    string? ETag { get; set; }

    /// <summary>Whether it exists in storage.</summary>
    bool RecordExists { get; set; }
}

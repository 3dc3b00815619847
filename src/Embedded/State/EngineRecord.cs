namespace ToolTime.Embedded;

/// <summary>A stored record of the engine.</summary>
/// <param name="Key">Which of its kind.</param>
/// <param name="Value">The value, opaque to the store.</param>
/// <param name="Etag">The version.</param>
public sealed record EngineRecord(string Key, byte[] Value, string Etag);

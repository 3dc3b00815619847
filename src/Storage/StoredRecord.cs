namespace ToolTime.Storage;

/// <summary>A record of the grain engine.</summary>
/// <param name="Key">Which of its kind.</param>
/// <param name="Value">The value.</param>
/// <param name="Etag">Its version.</param>
public sealed record StoredRecord(string Key, byte[] Value, string Etag);

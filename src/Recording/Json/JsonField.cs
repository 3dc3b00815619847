namespace ToolTime.Recording.Json;

/// <summary>A string, one of the literals true, false and null, or the whole part of a number, that <see cref="JsonFieldScanner"/> extracts.</summary>
/// <param name="Parent">The member of the root that holds it, or null for a member of the root itself.</param>
/// <param name="Name">Its own name.</param>
/// <param name="MaxBytes">How much of the value is extracted, in bytes of UTF-8.</param>
/// <param name="IsNumber">True where a number is wanted; else numbers are no use.</param>
/// <param name="Whole">True when a longer value is no use and is dropped; false when its beginning is enough.</param>
internal sealed record JsonField(string? Parent, string Name, int MaxBytes, bool Whole = true, bool IsNumber = false);

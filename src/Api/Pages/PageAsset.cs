namespace ToolTime.Api.Pages;

/// <summary>A file that pages need.</summary>
/// <param name="Path">Where it is served.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Body">Its bytes; never written to.</param>
public sealed record PageAsset(string Path, string ContentType, byte[] Body);

using Microsoft.Net.Http.Headers;

namespace ToolTime.Api.Publication;

/// <summary>A publication as it is served.</summary>
/// <param name="Body">JSON in UTF-8; never written to.</param>
/// <param name="ETag">Its entity tag.</param>
internal sealed record ServedPublication(byte[] Body, EntityTagHeaderValue ETag);

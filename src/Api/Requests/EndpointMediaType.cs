namespace ToolTime.Api.Requests;

/// <summary>Another form in which an endpoint answers 200.</summary>
/// <param name="MediaType">Its media type.</param>
internal sealed record EndpointMediaType(string MediaType);

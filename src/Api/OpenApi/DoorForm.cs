namespace ToolTime.Api.OpenApi;

/// <summary>Another form in which a door answers 200.</summary>
/// <param name="MediaType">Its media type.</param>
internal sealed record DoorForm(string MediaType);

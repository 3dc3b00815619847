namespace ToolTime.Api.Requests;

/// <summary>What the API's document says of a parameter of an endpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Values">What it may be, the default first; empty where that is no short list.</param>
internal sealed record EndpointParameter(string Name, string Description, params IReadOnlyList<string> Values);

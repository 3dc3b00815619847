namespace ToolTime.Api.Requests;

/// <summary>The JSON object that an endpoint takes.</summary>
/// <param name="Description">What it holds.</param>
/// <param name="RequiredTexts">Its members, where they are few and all of them texts.</param>
internal sealed record EndpointBody(string Description, params IReadOnlyList<string> RequiredTexts);

namespace ToolTime.Api.OpenApi;

/// <summary>The JSON object that a door takes.</summary>
/// <param name="Description">What it holds.</param>
/// <param name="RequiredTexts">Its members, where they are few and all of them texts.</param>
internal sealed record DoorBody(string Description, params IReadOnlyList<string> RequiredTexts);

namespace ToolTime.Api.OpenApi;

/// <summary>A parameter of an endpoint that can be tried.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Values">What it may be, the default first; empty where any text may stand there.</param>
/// <param name="IsInPath">Whether it stands in the path.</param>
public sealed record TryParameter(string Name, string Description, IReadOnlyList<string> Values, bool IsInPath);

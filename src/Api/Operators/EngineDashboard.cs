namespace ToolTime.Api.Operators;

/// <summary>The page that the grain engine itself has for operators, where it has one.</summary>
/// <param name="Path">Where it is, under /operator.</param>
/// <param name="Title">What its link says.</param>
public sealed record EngineDashboard(string Path, string Title);

namespace ToolTime.Embedded.Calls;

/// <summary>The result of methods that have none.</summary>
internal readonly struct Nothing;

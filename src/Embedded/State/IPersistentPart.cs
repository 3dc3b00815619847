namespace ToolTime.Embedded.State;

/// <summary>State that is read before its grain is told that it is active.</summary>
internal interface IPersistentPart
{
    Task ReadStateAsync();
}

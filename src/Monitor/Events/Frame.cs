namespace ToolTime.Monitor.Events;

/// <summary>An event as sent, with the members that filters use.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Client">Null if it does not belong to one client.</param>
/// <param name="Project">Null if it does not belong to a project.</param>
/// <param name="Tokens">Null if it has no tokens.</param>
/// <param name="Json">One JSON object in UTF-8.</param>
internal readonly record struct Frame(long Seq, string Type, string? Client, string? Project, long? Tokens, ReadOnlyMemory<byte> Json)
{
    /// <summary>A frame of an event that already has its number.</summary>
    public static Frame From(LiveEvent numbered, ReadOnlyMemory<byte> json) =>
        new(numbered.Seq, numbered.TypeName, numbered.Client, numbered.Project, numbered.TotalTokens, json);
}

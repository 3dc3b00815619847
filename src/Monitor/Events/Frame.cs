namespace ToolTime.Monitor.Events;

/// <summary>An event as it is sent, with what filters go by.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Type">The name of its type.</param>
/// <param name="Client">Null where it is of no single one.</param>
/// <param name="Project">Null where it is of none.</param>
/// <param name="Tokens">Null where it has no tokens.</param>
/// <param name="Json">One JSON object as UTF-8.</param>
internal readonly record struct Frame(long Seq, string Type, string? Client, string? Project, long? Tokens, ReadOnlyMemory<byte> Json)
{
    /// <summary>Of an event that has its number.</summary>
    public static Frame From(LiveEvent numbered, ReadOnlyMemory<byte> json) =>
        new(numbered.Seq, numbered.TypeName, numbered.Client, numbered.Project, numbered.TotalTokens, json);
}

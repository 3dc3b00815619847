namespace ToolTime.Attacks.Worlds;

/// <summary>A name.</summary>
/// <param name="Dimension">Its dimension, as doors spell it: <c>tool</c>, <c>skill</c>, <c>mcp_server</c> or <c>plugin</c>.</param>
/// <param name="Text">The name.</param>
public sealed record Name(string Dimension, string Text)
{
    /// <summary>The line by which an operator lists it.</summary>
    public string Added => $"add {Dimension} {Text}";

    /// <summary>The line by which an operator blocks it.</summary>
    public string Blocked => $"block {Dimension} {Text}";
}

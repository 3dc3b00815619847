using System.Diagnostics;

namespace ToolTime.Observability;

/// <summary>
/// The spans of this server. They are roots, or children of each other: what a client says of its own trace is free text, and is not taken
/// over. Their tags are route templates, outcomes and numbers; nothing identifies a submitter, an address or a name.
/// </summary>
public static class ToolTimeTraces
{
    /// <summary>The source's name.</summary>
    public const string Name = "ToolTime";

    /// <summary>The source. Without a listener it makes no span, and costs nothing.</summary>
    public static readonly ActivitySource Source = new(Name);
}

using System.Diagnostics;

namespace ToolTime.Observability;

/// <summary>
/// The server's spans. They are roots or children of each other: a client's own trace context is free text, so it is ignored. Tags are
/// route templates, outcomes and numbers; none identifies a submitter, an address or a name.
/// </summary>
public static class ToolTimeTraces
{
    /// <summary>The name of the source.</summary>
    public const string Name = "ToolTime";

    /// <summary>The source. Without a listener it creates no spans and costs nothing.</summary>
    public static readonly ActivitySource Source = new(Name);
}

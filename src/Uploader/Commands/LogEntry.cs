using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>What `tooltime share log` says of a report before the report itself.</summary>
internal sealed record LogEntry
{
    /// <summary>Its file under sent/, without the extension: the instant, and the agent.</summary>
    public required string Name { get; init; }

    /// <summary>Null where none was written down: tooltime was stopped while it waited.</summary>
    public required SentAnswer? Answer { get; init; }
}

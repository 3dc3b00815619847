using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>A call's input as insights use it. Only in memory: it names files and commands.</summary>
internal sealed record CallDetail
{
    /// <summary>Identifies the call.</summary>
    public required IdHash Key { get; init; }

    /// <summary>When the response that made it came, and its tokens, which identify it; null if unknown.</summary>
    public (uint At, TokenCount Tokens)? Maker { get; init; }

    /// <summary>What the tool does.</summary>
    public required ToolKind Kind { get; init; }

    /// <summary>Equal for calls with equal input; a command's description does not count.</summary>
    public required IdHash Input { get; init; }

    /// <summary>The files that it works on, absolute if the folder is known.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The start of a command; null for other tools.</summary>
    public string? Command { get; init; }

    /// <summary>True if a command only shows a file, as one of the agent's tools does.</summary>
    public bool IsPlainRead { get; init; }

    /// <summary>How many files a command names to delete; a whole folder or a pattern counts as ten.</summary>
    public int Deleted { get; init; }

    /// <summary>True if it sends something to another machine.</summary>
    public bool IsSending { get; init; }

    /// <summary>True if it reads something with secrets.</summary>
    public bool IsSecretRead { get; init; }

    /// <summary>Lines added and removed.</summary>
    public int Added { get; init; }

    /// <inheritdoc cref="Added"/>
    public int Removed { get; init; }

    /// <summary>Hashes of the meaningful added lines.</summary>
    public IReadOnlyList<ulong> Lines { get; init; } = [];

    /// <summary>True if it changes files.</summary>
    public bool IsChange => Kind is ToolKind.Write or ToolKind.Edit or ToolKind.Patch or ToolKind.Delete;

    /// <summary>True if it only looks.</summary>
    public bool IsLook => Kind is ToolKind.Read or ToolKind.Search or ToolKind.List;
}

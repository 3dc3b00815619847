using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Insights.Records;

/// <summary>What a call was given, as far as insights go by it. Held in memory alone: it names files and commands.</summary>
internal sealed record CallDetail
{
    /// <summary>By which the call is known.</summary>
    public required IdHash Key { get; init; }

    /// <summary>
    /// When the response that made it came, and its tokens, by which it is known; null where the transcript does not say it.
    /// </summary>
    public (uint At, TokenCount Tokens)? Maker { get; init; }

    /// <summary>What the tool does.</summary>
    public required ToolKind Kind { get; init; }

    /// <summary>The same for calls that were given the same; a command's description does not count.</summary>
    public required IdHash Input { get; init; }

    /// <summary>The files that it works on, absolute where the folder is known.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The beginning of a command; null for other tools.</summary>
    public string? Command { get; init; }

    /// <summary>True where a command does nothing but show a file, as a tool of the agent's own does.</summary>
    public bool IsPlainRead { get; init; }

    /// <summary>How many files a command names to delete; a folder with all that is in it, or a pattern, counts for ten.</summary>
    public int Deleted { get; init; }

    /// <summary>True where it sends something to another machine.</summary>
    public bool IsSending { get; init; }

    /// <summary>True where it reads what holds secrets.</summary>
    public bool IsSecretRead { get; init; }

    /// <summary>Lines that it adds, and that it takes away.</summary>
    public int Added { get; init; }

    /// <inheritdoc cref="Added"/>
    public int Removed { get; init; }

    /// <summary>Hashes of the added lines that say something.</summary>
    public IReadOnlyList<ulong> Lines { get; init; } = [];

    /// <summary>True where it changes files.</summary>
    public bool IsChange => Kind is ToolKind.Write or ToolKind.Edit or ToolKind.Patch or ToolKind.Delete;

    /// <summary>True where it only looks.</summary>
    public bool IsLook => Kind is ToolKind.Read or ToolKind.Search or ToolKind.List;
}

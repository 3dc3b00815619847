namespace ToolTime.Uploader.Connecting;

/// <summary>A project, and whether hooks record in it.</summary>
internal sealed record ProjectRow
{
    /// <summary>Hooks that are connected for the user, or a plugin, record in it.</summary>
    public const string OfUser = "user";

    /// <summary>Hooks of its own record in it.</summary>
    public const string OfProject = "project";

    public const string Off = "off";

    public const string None = "none";

    /// <summary>Only its own settings could say, and where they are is not known.</summary>
    public const string Unknown = "unknown";

    /// <summary>Its folder's own name.</summary>
    public required string Project { get; init; }

    /// <summary>
    /// Null where neither Claude Code's own list of projects, nor this command has it: what is stored of transcripts has no paths.
    /// </summary>
    public required string? Path { get; init; }

    /// <summary>Those whose transcripts have sessions in it.</summary>
    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary>One of the above.</summary>
    public required string Hooks { get; init; }

    public required int Sessions { get; init; }

    /// <summary>When the last response was, in UTC; null where there was none.</summary>
    public required string? Last { get; init; }
}

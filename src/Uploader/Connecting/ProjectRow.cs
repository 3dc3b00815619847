namespace ToolTime.Uploader.Connecting;

/// <summary>A project, and whether hooks record in it.</summary>
internal sealed record ProjectRow
{
    /// <summary>Hooks of the user's settings, or a plugin, record in it.</summary>
    public const string OfUser = "user";

    /// <summary>Hooks of its own settings record in it.</summary>
    public const string OfProject = "project";

    public const string Off = "off";

    public const string None = "none";

    /// <summary>Only its own settings could tell, and their location is unknown.</summary>
    public const string Unknown = "unknown";

    /// <summary>The name of its folder.</summary>
    public required string Project { get; init; }

    /// <summary>
    /// Null if the path is in neither Claude Code's list nor the switched-off projects: stored transcript data has no paths.
    /// </summary>
    public required string? Path { get; init; }

    /// <summary>The agents that have sessions in it.</summary>
    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary>One of the above.</summary>
    public required string Hooks { get; init; }

    public required int Sessions { get; init; }

    /// <summary>The time of the last response, UTC; null if there was none.</summary>
    public required string? Last { get; init; }
}

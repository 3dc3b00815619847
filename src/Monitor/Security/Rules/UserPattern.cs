namespace ToolTime.Monitor.Security.Rules;

/// <summary>A rule of the user: all that is set must fit.</summary>
public sealed record UserPattern
{
    /// <summary>The id that findings have.</summary>
    public required string Id { get; init; }

    /// <summary>How bad it is: `info` to `critical`; `medium` unless set.</summary>
    public string? Severity { get; init; }

    /// <summary>The tool's name, or a pattern of it; any unless set.</summary>
    public string? Tool { get; init; }

    /// <summary>The effect, as <see cref="Effects.EffectKind"/> names them; any unless set.</summary>
    public string? Effect { get; init; }

    /// <summary>A pattern of the absolute path, in which `**` crosses folders and `~` is the home; any unless set.</summary>
    public string? Path { get; init; }

    /// <summary>A pattern of the host; any unless set.</summary>
    public string? Host { get; init; }

    /// <summary>A sentence for people; one is made unless set.</summary>
    public string? Why { get; init; }
}

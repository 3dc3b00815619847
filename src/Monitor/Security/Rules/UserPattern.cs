using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

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

    /// <summary>The effect, as <see cref="EffectKind"/> names them; any unless set.</summary>
    public string? Effect { get; init; }

    /// <summary>A pattern of the absolute path, in which `**` crosses folders and `~` is the home; any unless set.</summary>
    public string? Path { get; init; }

    /// <summary>A pattern of the host; any unless set.</summary>
    public string? Host { get; init; }

    /// <summary>A sentence for people; one is made unless set.</summary>
    public string? Why { get; init; }

    /// <summary>Whether an effect of a tool fits.</summary>
    internal bool Fits(Effect effect, string tool, string home) =>
        (Tool is null || GlobPattern.IsMatch(tool, Tool))
        && (Effect is null || WireName.Parse<EffectKind>(Effect) == effect.Kind)
        && (Path is null || (effect.Path is { } path && GlobPattern.IsMatch(path.Full, Absolute(Path, home))))
        && (Host is null || (effect.Host is { } host && GlobPattern.IsMatch(host, Host)));

    // A star crosses folders here, so that `**` needs no rule of its own.
    private static string Absolute(string path, string home) => path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..] : path;
}

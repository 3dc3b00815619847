using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>A user's own rule: every member that is set must match.</summary>
internal sealed record UserPattern
{
    /// <summary>The id of its findings.</summary>
    public required string Id { get; init; }

    /// <summary>How bad it is, `info` to `critical`; the default is `medium`.</summary>
    public string? Severity { get; init; }

    /// <summary>The tool's name, or a pattern of it; null for any.</summary>
    public string? Tool { get; init; }

    /// <summary>The effect, by its <see cref="EffectKind"/> name; null for any.</summary>
    public string? Effect { get; init; }

    /// <summary>
    /// A pattern of the path, in which `**` crosses folders and `~` is the home; below the project if it is not absolute. Null for any.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>A pattern of the host; null for any.</summary>
    public string? Host { get; init; }

    /// <summary>One sentence for people; null for a generated one.</summary>
    public string? Why { get; init; }

    /// <summary>Whether it is about the call itself, whatever that does.</summary>
    internal bool IsOfCalls => this is { Effect: null, Path: null, Host: null };

    /// <summary>Whether a tool matches.</summary>
    internal bool FitsTool(string tool) => Tool is null || GlobPattern.IsMatch(tool, Tool);

    /// <summary>Whether an effect of a matching tool matches.</summary>
    internal bool Fits(Effect effect, string home, string project) =>
        (Effect is null || WireName.Parse<EffectKind>(Effect) == effect.Kind)
        && (Path is null || (effect.Path is { } path && GlobPattern.IsMatch(path.Full, Absolute(Path, home, project))))
        && (Host is null || (effect.Host is { } host && GlobPattern.IsMatch(host, Host)));

    // A star crosses folders here, so that `**` needs no handling of its own.
    private static string Absolute(string path, string home, string project) => path switch
    {
        ['~', '/', ..] => home + path[1..],
        ['/' or '*', ..] or [_, ':', ..] => path,
        _ => $"{project}/{path}",
    };
}

using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Rules;

/// <summary>Whether an effect fits a rule of the user.</summary>
internal static class UserPatternMatch
{
    public static bool Fits(UserPattern pattern, Effect effect, string tool, string home) =>
        (pattern.Tool is null || GlobPattern.IsMatch(tool, pattern.Tool))
        && (pattern.Effect is null || WireName.Parse<EffectKind>(pattern.Effect) == effect.Kind)
        && (pattern.Path is null || (effect.Path is { } path && GlobPattern.IsMatch(path.Full, Absolute(pattern.Path, home))))
        && (pattern.Host is null || (effect.Host is { } host && GlobPattern.IsMatch(host, pattern.Host)));

    // A star crosses folders here, so that `**` needs no rule of its own.
    private static string Absolute(string path, string home) => path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..] : path;
}

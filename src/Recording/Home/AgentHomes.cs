namespace ToolTime.Recording.Home;

/// <summary>The user's own folder, and those that an agent's variable names: one, or several with commas between them.</summary>
internal static class AgentHomes
{
    /// <summary>
    /// The user's own folder; null if the environment names none. A relative path, such as the `~` of a unit that no shell has read, would
    /// be another folder wherever an agent works.
    /// </summary>
    public static string? User(Func<string, string?> environment) =>
        environment(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } user && Path.IsPathRooted(user) ? user : null;

    /// <summary>
    /// Full paths without duplicates; none if the variable is not set. A folder whose own name contains a comma is one path.
    /// </summary>
    public static IReadOnlyList<string> Named(Func<string, string?> environment, string variable)
    {
        if (environment(variable) is not { } named || string.IsNullOrWhiteSpace(named))
        {
            return [];
        }

        var parts = Directory.Exists(named)
            ? [named]
            : named.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return
        [
            .. parts
                .Select(part => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Expand(part, environment))))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>A path that no shell has read may still start with the sign for the user's folder.</summary>
    public static string Expand(string path, Func<string, string?> environment) =>
        path is "~" || path.StartsWith("~/", StringComparison.Ordinal) ? User(environment) + path[1..] : path;
}

using ToolTime.Monitor.Security.Boundaries;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>
/// Files of a project that a test run, a build or an installation runs without being asked: Python's `setup.py` and `conftest.py`, and
/// settings of JavaScript's build programs that are code.
/// </summary>
internal static class StartingCode
{
    private static readonly string[] Python = ["setup.py", "conftest.py", "sitecustomize.py", "usercustomize.py", "noxfile.py"];
    private static readonly string[] Scripts = [".js", ".ts", ".mjs", ".cjs", ".mts", ".cts"];

    /// <summary>Whether a file is one of them.</summary>
    public static bool IsOne(ResolvedPath path) => path.Scope is PathScope.Project && (Python.Contains(path.Name) || IsScript(path.Name));

    /// <summary>The command that would run a text of such a file.</summary>
    public static string Command(ResolvedPath path, string text)
    {
        var quoted = text.Replace("'", @"'\''", StringComparison.Ordinal);
        return IsScript(path.Name) ? $"node -e '{quoted}'" : $"python -c '{quoted}'";
    }

    private static bool IsScript(string name) => Array.Find(Scripts, end => name.EndsWith(end, StringComparison.Ordinal)) is { } extension
        && (name[..^extension.Length].EndsWith(".config", StringComparison.Ordinal) || name is "gulpfile.js" or "Gruntfile.js");
}

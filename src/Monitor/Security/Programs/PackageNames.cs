namespace ToolTime.Monitor.Security.Programs;

/// <summary>Packages and scripts in the lines of a project's manifests.</summary>
internal static class PackageNames
{
    private static readonly string[] InstallScripts = ["\"preinstall\"", "\"install\"", "\"postinstall\"", "\"prepare\""];
    private static readonly System.Buffers.SearchValues<char> NameEnds = System.Buffers.SearchValues.Create("=<>~![; ");

    /// <summary>The registry and the name of the package that a line asks for, such as `npm:lodash`; null if it is none.</summary>
    /// <param name="file">The manifest's name.</param>
    /// <param name="isList">Whether it is a list of requirements of Python.</param>
    /// <param name="line">The line, without blanks around it.</param>
    public static string? In(string file, bool isList, string line)
    {
        if (isList)
        {
            var end = line.AsSpan().IndexOfAny(NameEnds);
            var name = end < 0 ? line : line[..end];
            return name.Length > 0 && char.IsAsciiLetter(name[0]) && !name.Contains('/', StringComparison.Ordinal) && !name.Contains(':',
                StringComparison.Ordinal)
                && !line.Contains('@', StringComparison.Ordinal) ? $"pypi:{name}" : null;
        }

        // `"lodash": "^4.17.21"`: only a package has a range of versions.
        return file is "package.json" && line.Split('"') is ["", var package, var between, { Length: > 1 } version, ..]
            && between.AsSpan().Trim() is ":" && (version[0] is '^' or '~' || (char.IsAsciiDigit(version[0]) && version.Contains('.',
            StringComparison.Ordinal))) && package is not "version" ? $"npm:{package}" : null;
    }

    /// <summary>Whether a replacement adds a script that runs on install.</summary>
    public static bool AddsInstallScript(string before, string after) => Array.Exists(InstallScripts, script =>
        after.Contains(script, StringComparison.Ordinal) && !before.Contains(script, StringComparison.Ordinal));
}

namespace ToolTime.Architecture.Tests;

/// <summary>The working tree from which the tests were built.</summary>
internal static class Repository
{
    private static readonly string[] Built = ["artifacts", "bin", "obj"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The source files under a folder, with their paths from the root.</summary>
    public static IEnumerable<SourceFile> FilesUnder(string folder, string pattern = "*") =>
        from path in Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
        where !relative.Split('/').Any(Built.Contains)
        select new SourceFile(relative, File.ReadAllText(path));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Directory.Packages.props")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in their working tree.");
        }

        return folder;
    }
}

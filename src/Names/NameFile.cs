namespace ToolTime.Names;

/// <summary>Reads the files of the list: one name per line; <c>#</c> starts a comment.</summary>
internal static class NameFile
{
    /// <summary>The lines of a file that ships with this assembly.</summary>
    public static IEnumerable<string> ReadOwn(string file)
    {
        using var stream = typeof(NameFile).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The list has no file {file}.");
        using var reader = new StreamReader(stream);
        foreach (var line in LinesOf(reader.ReadToEnd()))
        {
            yield return line;
        }
    }

    /// <summary>The lines of a text without comments and empty lines.</summary>
    public static IEnumerable<string> LinesOf(string text) => text.Split('\n')
        .Select(line => line.IndexOf('#', StringComparison.Ordinal) is var comment and >= 0 ? line[..comment] : line)
        .Select(line => line.Trim())
        .Where(line => line.Length > 0);
}

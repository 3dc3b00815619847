using System.Text.RegularExpressions;

namespace ToolTime.Architecture.Tests.Style;

/// <summary>The rules of style that a line of text shows.</summary>
internal static partial class StyleRules
{
    public const int MostLines = 400;
    public const int MostColumns = 140;

    /// <summary>Folders are named by what the product does.</summary>
    private static readonly string[] ForbiddenFolders = ["Helpers", "Utils", "Common", "Managers", "Services", "Models"];

    public static IEnumerable<string> FaultsInLength(SourceFile file) =>
        file.Lines.Length > MostLines + 1 ? [$"{file.Path} has more than {MostLines} lines."] : [];

    /// <summary>Lines that are too long without the texts in them: a text stays in one piece, so that it is found by a search.</summary>
    public static IEnumerable<string> FaultsInColumns(SourceFile file)
    {
        var isInText = false;
        foreach (var (index, line) in file.Lines.Index())
        {
            var began = isInText;
            isInText ^= RawQuotes().Count(line) % 2 == 1;
            if (!began && line.Length > MostColumns && Texts().Replace(line, "").Length > MostColumns)
            {
                yield return $"{file.Path}:{index + 1} has more than {MostColumns} columns.";
            }
        }
    }

    public static IEnumerable<string> FaultsInTypes(SourceFile file)
    {
        var types = PublicType().Matches(file.Text).Select(match => match.Groups["name"].Value).Distinct().ToList();
        return types.Count > 1 ? [$"{file.Path} has several public types: {string.Join(", ", types)}."] : [];
    }

    public static IEnumerable<string> FaultsInFolders(SourceFile file) =>
        file
            .Path.Split('/')
            .SkipLast(1)
            .Intersect(ForbiddenFolders, StringComparer.OrdinalIgnoreCase)
            .Select(folder => $"{file.Path} lies in a folder {folder}.");

    /// <summary>Where a file names a folder of the machine that it was written on.</summary>
    /// <param name="file">The file.</param>
    /// <param name="root">The folder of the working tree.</param>
    public static IEnumerable<string> FaultsInPaths(SourceFile file, string root) =>
        from line in file.Lines.Index()
        where line.Item.Contains(root, StringComparison.Ordinal) || HomeFolder().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1} names a folder of one machine.";

    [GeneratedRegex(
        @"^public\s+(?:(?:sealed|static|abstract|readonly|partial|ref|record|unsafe)\s+)*(?:class|struct|record|interface|enum|delegate\s+\S+)\s+(?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex PublicType();

    [GeneratedRegex("\"\"\"")]
    private static partial Regex RawQuotes();

    [GeneratedRegex("""
        \"{3}.*?\"{3}|\"(?:\\.|[^\"\\])*\"
        """)]
    private static partial Regex Texts();

    [GeneratedRegex(@"(?<![\w.~$}])/(home|Users|root|work|workspace)/\w|\b[A-Z]:\\+Users\\")]
    private static partial Regex HomeFolder();
}

using System.Text.RegularExpressions;

namespace ToolTime.Architecture.Tests.Style;

/// <summary>The style rules that can be checked line by line.</summary>
internal static partial class StyleRules
{
    public const int MostLines = 400;
    public const int MostColumns = 140;

    /// <summary>Folders are named by what the product does.</summary>
    private static readonly string[] ForbiddenFolders = ["Helpers", "Utils", "Common", "Managers", "Services", "Models"];

    public static IEnumerable<string> FaultsInLength(SourceFile file) =>
        file.Lines.Length > MostLines + 1 ? [$"{file.Path} has more than {MostLines} lines."] : [];

    /// <summary>
    /// Lines that are too long even without their string literals: a string stays in one piece, so that a search finds it.
    /// </summary>
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

    /// <summary>
    /// A file has one public type with behaviour. Records, enums and their JSON context may share its file or each other's, if one refers
    /// to the other and the file is named after one of them.
    /// </summary>
    public static IEnumerable<string> FaultsInTypes(SourceFile file)
    {
        var names = PublicType().Matches(file.Text).DistinctBy(match => match.Groups["name"].Value).ToList();
        if (names.Count <= 1)
        {
            yield break;
        }

        var starts = names.Select(name => file.Text.LastIndexOf("\n\n", name.Index, StringComparison.Ordinal) + 1).ToList();
        var texts = starts.Zip(starts.Skip(1).Append(file.Text.Length), (start, end) => file.Text[start..end]);
        var types = names.Zip(texts, (name, text) => (Name: name.Groups["name"].Value, Text: text)).ToList();
        var acting = types.Where(type => !Data().IsMatch(type.Text)).Select(type => type.Name).ToList();
        if (acting.Count > 1)
        {
            yield return $"{file.Path} has several public types that act: {string.Join(", ", acting)}.";
        }

        if (!types.Select(type => type.Name).Contains(Path.GetFileNameWithoutExtension(file.Path)))
        {
            yield return $"{file.Path} is named after none of its public types.";
        }

        foreach (var type in types.Where(type => !types.Any(other => other != type && (Names(other, type) || Names(type, other)))))
        {
            yield return $"{file.Path} has {type.Name}, which goes with no other type of it.";
        }
    }

    /// <summary>Types whose names differ by a plural only, which readers take for each other.</summary>
    public static IEnumerable<string> FaultsInNames(IEnumerable<SourceFile> files)
    {
        var names = files.SelectMany(file => Type().Matches(file.Text)).Select(match => match.Groups["name"].Value).ToHashSet();
        return from name in names
               from plural in (string[])[name + "s", name + "es", name[..^1] + "ies"]
               where names.Contains(plural)
               select $"{name} and {plural} differ by a plural only.";
    }

    public static IEnumerable<string> FaultsInFolders(SourceFile file) =>
        file
            .Path.Split('/')
            .SkipLast(1)
            .Intersect(ForbiddenFolders, StringComparer.OrdinalIgnoreCase)
            .Select(folder => $"{file.Path} lies in a folder {folder}.");

    /// <summary>Where a file contains a folder of the machine on which it was written.</summary>
    /// <param name="file">The file.</param>
    /// <param name="root">The folder of the working tree.</param>
    public static IEnumerable<string> FaultsInPaths(SourceFile file, string root) =>
        from line in file.Lines.Index()
        where line.Item.Contains(root, StringComparison.Ordinal) || HomeFolder().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1} names a folder of one machine.";

    private static bool Names((string Name, string Text) type, (string Name, string Text) other) =>
        Regex.IsMatch(type.Text, $@"\b{other.Name}\b");

    [GeneratedRegex(
        @"^public\s+(?:(?:sealed|static|abstract|readonly|partial|ref|record|unsafe)\s+)*(?:class|struct|record|interface|enum|delegate\s+\S+)\s+(?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex PublicType();

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|file|sealed|static|abstract|readonly|partial|ref|unsafe)\s+)+(?:class|struct|record(?:\s+struct)?|interface|enum|delegate\s+\S+)\s+(?<name>\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Type();

    [GeneratedRegex(@"^public [^\n]*(?:\b(?:record|enum)\s|: JsonSerializerContext\b)", RegexOptions.Multiline)]
    private static partial Regex Data();

    [GeneratedRegex("\"\"\"")]
    private static partial Regex RawQuotes();

    [GeneratedRegex("""
        \"{3}.*?\"{3}|\"(?:\\.|[^\"\\])*\"
        """)]
    private static partial Regex Texts();

    [GeneratedRegex(@"(?<![\w.~$}])/(home|Users|root|work|workspace)/\w|\b[A-Z]:\\+Users\\")]
    private static partial Regex HomeFolder();
}

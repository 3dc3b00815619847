using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ToolTime.Architecture.Tests.House;

/// <summary>Which project may know which, and who may name an engine.</summary>
internal static partial class HouseRules
{
    public const string Engine = "Embedded";

    /// <summary>Each project of src and those that it references.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> References = new Dictionary<string, string[]>
    {
        ["Embedded"] = [],
        ["Grains.Interfaces"] = ["Embedded"],
        ["Grains"] = ["Grains.Interfaces", "Names"],
        ["Storage"] = ["Grains"],
        ["Names"] = [],
        ["Api"] = ["Grains.Interfaces", "Names"],
        ["Silo"] = ["Api", "Grains", "Storage"],
        ["Uploader"] = ["Names"],
    };

    /// <summary>The folders whose files may name the namespace of the single-process engine; * stands for one folder.</summary>
    public static readonly string[] EngineFolders =
        ["src/Embedded/", "src/Silo/Hosting/Embedded/", "tests/Embedded.Tests/", "tests/*/Hosting/Embedded/", "tests/Architecture.Tests/"];

    /// <summary>Where a project file references other projects than it may.</summary>
    public static IEnumerable<string> FaultsInReferences(string project, XDocument projectFile)
    {
        var referenced = projectFile.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal)
            .ToList();
        var allowed = References.GetValueOrDefault(project);
        if (allowed is null)
        {
            yield return $"{project} has no place in the house.";
        }
        else if (!referenced.SequenceEqual(allowed))
        {
            yield return $"{project} references {string.Join(", ", referenced.DefaultIfEmpty("nothing"))}; it should {string.Join(", ", allowed.DefaultIfEmpty("nothing"))}.";
        }
    }

    /// <summary>Where a built assembly references one of ours that its project may not know, not even through others.</summary>
    public static IEnumerable<string> FaultsInAssembly(string project, IEnumerable<string> referencedAssemblies) =>
        from assembly in referencedAssemblies
        where IsOurs(assembly)
        let referenced = assembly.StartsWith("ToolTime.", StringComparison.Ordinal) ? assembly["ToolTime.".Length..] : "Uploader"
        where !Known(project).Contains(referenced)
        select $"{project}'s assembly references {assembly}.";

    /// <summary>Where a file names the namespace of the single-process engine and may not.</summary>
    public static IEnumerable<string> FaultsInEngineName(SourceFile file) =>
        EngineName().IsMatch(file.Text) && !EngineFolders.Any(folder => Lies(file.Path, folder))
            ? [$"{file.Path} names the single-process engine."]
            : [];

    /// <summary>Where a file is compiled otherwise for another engine.</summary>
    public static IEnumerable<string> FaultsInConditions(SourceFile file) =>
        from line in file.Lines.Index()
        where EngineCondition().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1} asks for the engine.";

    private static bool IsOurs(string assembly) =>
        assembly.StartsWith("ToolTime.", StringComparison.Ordinal) || string.Equals(assembly, "tooltime", StringComparison.Ordinal);

    private static HashSet<string> Known(string project)
    {
        var known = new HashSet<string>();
        var open = new Stack<string>(References[project]);
        while (open.TryPop(out var next))
        {
            if (known.Add(next))
            {
                Array.ForEach(References[next], open.Push);
            }
        }

        return known;
    }

    private static bool Lies(string path, string folder) => Regex.IsMatch(path, $"^{Regex.Escape(folder).Replace(@"\*", "[^/]+", StringComparison.Ordinal)}");

    [GeneratedRegex(@"\bToolTime\.Embedded\b")]
    private static partial Regex EngineName();

    [GeneratedRegex(@"^\s*#\s*(if|elif)\b.*(EMBEDDED|ORLEANS|ENGINE)", RegexOptions.IgnoreCase)]
    private static partial Regex EngineCondition();
}

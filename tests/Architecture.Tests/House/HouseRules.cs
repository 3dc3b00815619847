using System.Xml.Linq;

namespace ToolTime.Architecture.Tests.House;

/// <summary>Which projects may know which others.</summary>
internal static class HouseRules
{
    /// <summary>Each project of src and those that it references.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> References = new Dictionary<string, string[]>
    {
        ["Grains.Interfaces"] = [],
        ["Grains"] = ["Grains.Interfaces", "Names"],
        ["Storage"] = ["Grains"],
        ["Names"] = [],
        ["Api"] = ["Grains.Interfaces", "Names"],
        ["Silo"] = ["Api", "Grains", "Storage"],
        ["Recording"] = [],
        ["Transcripts"] = ["Recording"],
        ["Uploader"] = ["Monitor", "Names", "Recording", "Transcripts"],
        ["Monitor"] = ["Recording", "Transcripts"],
        ["Telemetry"] = [],
    };

    /// <summary>Where a project file references projects that it may not.</summary>
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

    /// <summary>Where a built assembly references one of ours that its project may not know, even indirectly.</summary>
    public static IEnumerable<string> FaultsInAssembly(string project, IEnumerable<string> referencedAssemblies) =>
        from assembly in referencedAssemblies
        where IsOurs(assembly)
        let referenced = assembly.StartsWith("ToolTime.", StringComparison.Ordinal) ? assembly["ToolTime.".Length..] : "Uploader"
        where !Known(project).Contains(referenced)
        select $"{project}'s assembly references {assembly}.";

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
}

using System.Text.RegularExpressions;

namespace ToolTime.Architecture.Tests.House;

/// <summary>
/// Namespaces inside a project depend one way. A namespace sees those that enclose it without a `using`, so an enclosing one may not import
/// what it encloses; the only exception is a list of several namespaces' JSON types, which all of them use.
/// </summary>
internal static partial class NamespaceRules
{
    private const string ShapeList = "Json.cs";

    /// <summary>The first circular dependency between namespaces, as `A -> B -> A`; empty if there is none.</summary>
    public static IEnumerable<string> FaultsInDirection(string project, IEnumerable<SourceFile> files)
    {
        var imports = Imports($"ToolTime.{project}", files);
        var done = new HashSet<string>();
        return imports.Keys.Order(StringComparer.Ordinal).Select(start => Circle(start, [], done, imports)).OfType<string>().Take(1);
    }

    private static Dictionary<string, SortedSet<string>> Imports(string project, IEnumerable<SourceFile> files)
    {
        var imports = new Dictionary<string, SortedSet<string>>();
        foreach (var file in files.Where(file => !file.Path.EndsWith(ShapeList, StringComparison.Ordinal)))
        {
            if (Declared().Match(file.Text) is not { Success: true } declared)
            {
                continue;
            }

            var own = declared.Groups["name"].Value;
            if (!imports.TryGetValue(own, out var of))
            {
                imports[own] = of = new SortedSet<string>(StringComparer.Ordinal);
            }

            of.UnionWith(
                Imported()
                    .Matches(file.Text)
                    .Select(match => match.Groups["name"].Value)
                    .Where(name => name != own && IsWithin(project, name))
            );
            of.UnionWith(Enclosing(own).Where(name => IsWithin(project, name)));
        }

        return imports;
    }

    private static bool IsWithin(string project, string name) =>
        name == project || name.StartsWith(project + ".", StringComparison.Ordinal);

    private static IEnumerable<string> Enclosing(string name)
    {
        for (var end = name.LastIndexOf('.'); end > 0; end = name.LastIndexOf('.', end - 1))
        {
            yield return name[..end];
        }
    }

    private static string? Circle(string at, List<string> path, HashSet<string> done, Dictionary<string, SortedSet<string>> imports)
    {
        if (path.IndexOf(at) is >= 0 and var start)
        {
            return string.Join(" -> ", path[start..].Append(at));
        }

        if (done.Contains(at) || !imports.TryGetValue(at, out var next))
        {
            return null;
        }

        path.Add(at);
        var circle = next.Select(name => Circle(name, path, done, imports)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        done.Add(at);
        return circle;
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^using (?:\w+ = )?(?<name>ToolTime[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Imported();
}

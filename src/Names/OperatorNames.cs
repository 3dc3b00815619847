using System.Collections.Frozen;

namespace ToolTime.Names;

/// <summary>
/// What an operator changes of the list: a line a name, <c>add KIND NAME</c> or <c>block KIND NAME</c>, where KIND is tool, skill,
/// mcp_server, plugin or model. What is both added and blocked is blocked.
/// </summary>
public sealed class OperatorNames
{
    /// <summary>Nothing is changed.</summary>
    public static readonly OperatorNames None = new([], []);

    private readonly FrozenSet<(NameKind Kind, string Name)> _added;
    private readonly FrozenSet<(NameKind Kind, string Name)> _blocked;

    private OperatorNames(IEnumerable<(NameKind Kind, string Name)> added, IEnumerable<(NameKind Kind, string Name)> blocked) =>
        (_added, _blocked) = (added.ToFrozenSet(), blocked.ToFrozenSet());

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="FormatException">A line says neither; the message has its number and not its text.</exception>
    public static OperatorNames Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var added = new List<(NameKind, string)>();
        var blocked = new List<(NameKind, string)>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (NameFile.LinesOf(line).SingleOrDefault() is not { } words)
            {
                continue;
            }

            if (words.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var verb, var kindName, var name]
                || !NameKinds.TryParse(kindName, out var kind)
                || verb is not ("add" or "block"))
            {
                throw new FormatException($"Line {index + 1} is neither \"add KIND NAME\" nor \"block KIND NAME\".");
            }

            (verb == "add" ? added : blocked).Add((kind, name));
        }

        return new(added, blocked);
    }

    internal IEnumerable<string> AddedOf(NameKind kind) => _added.Where(added => added.Kind == kind).Select(added => added.Name);

    /// <summary>What is changed, a line a name, in one order whatever the file's.</summary>
    internal IEnumerable<string> Lines =>
        _added
            .Select(name => $"add {name.Kind} {name.Name}")
            .Concat(_blocked.Select(name => $"block {name.Kind} {name.Name}"))
            .Order(StringComparer.Ordinal);

    internal bool Adds(NameKind kind, string name) => _added.Count > 0 && _added.Contains((kind, name));

    internal bool Blocks(NameKind kind, string name) => _blocked.Count > 0 && _blocked.Contains((kind, name));
}

/// <summary>The kinds' names, as they stand in an operator's file.</summary>
internal static class NameKinds
{
    public static bool TryParse(string text, out NameKind kind)
    {
        kind = text switch
        {
            "tool" => NameKind.Tool,
            "skill" => NameKind.Skill,
            "mcp_server" => NameKind.McpServer,
            "plugin" => NameKind.Plugin,
            "model" => NameKind.Model,
            _ => default,
        };
        return kind != default;
    }
}

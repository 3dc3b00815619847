using System.Collections.Frozen;

namespace ToolTime.Names;

/// <summary>
/// An operator's changes of the list, one per line: <c>add KIND NAME</c>, <c>block KIND NAME</c> or <c>rename KIND OLD NEW</c>, where KIND
/// is tool, skill, mcp_server, plugin or model. A name both added and blocked is blocked; a rename adds the new name, and what was counted
/// under the old one counts under it.
/// </summary>
public sealed class OperatorNames
{
    /// <summary>No changes.</summary>
    public static readonly OperatorNames None = new([], [], []);

    private readonly FrozenSet<(NameKind Kind, string Name)> _added;
    private readonly FrozenSet<(NameKind Kind, string Name)> _blocked;

    private readonly FrozenDictionary<(NameKind Kind, string Name), string> _renamed;

    private OperatorNames(
        IEnumerable<(NameKind Kind, string Name)> added,
        IEnumerable<(NameKind Kind, string Name)> blocked,
        Dictionary<(NameKind Kind, string Name), string> renamed
    ) => (_added, _blocked, _renamed) = (added.ToFrozenSet(), blocked.ToFrozenSet(), renamed.ToFrozenDictionary());

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="FormatException">A line is not valid; the message has its number but not its text.</exception>
    public static OperatorNames Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var added = new List<(NameKind, string)>();
        var blocked = new List<(NameKind, string)>();
        var renamed = new Dictionary<(NameKind, string), string>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (NameFile.LinesOf(line).SingleOrDefault() is not { } said)
            {
                continue;
            }

            var words = said.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var kind = words.Length > 1 && NameKindWord.TryParse(words[1], out var known) ? known : default;
            switch (words)
            {
                case ["add", _, var name] when kind != default:
                    added.Add((kind, name));
                    break;
                case ["block", _, var name] when kind != default:
                    blocked.Add((kind, name));
                    break;
                case ["rename", _, var old, var current] when kind != default && old != current:
                    renamed[(kind, old)] = current;
                    added.Add((kind, current));
                    break;
                default:
                    throw new FormatException(
                        $"Line {index + 1} is none of \"add KIND NAME\", \"block KIND NAME\" and \"rename KIND OLD NEW\"."
                    );
            }
        }

        if (renamed.FirstOrDefault(name => renamed.ContainsKey((name.Key.Item1, name.Value))) is { Value: { } again })
        {
            throw new FormatException($"\"{again}\" is both the new and the old name of a rename; say the last name in each.");
        }

        return new(added, blocked, renamed);
    }

    internal IEnumerable<string> AddedOf(NameKind kind) => _added.Where(added => added.Kind == kind).Select(added => added.Name);

    internal bool Adds(NameKind kind, string name) => _added.Count > 0 && _added.Contains((kind, name));

    /// <summary>A name's current name: itself, unless renamed.</summary>
    internal string Current(NameKind kind, string name) =>
        _renamed.Count > 0 && _renamed.TryGetValue((kind, name), out var current) ? current : name;

    /// <summary>A name's former names.</summary>
    internal IEnumerable<string> FormerNames(NameKind kind, string name) =>
        _renamed.Count == 0
            ? []
            : _renamed.Where(renamed => renamed.Key.Kind == kind && renamed.Value == name).Select(renamed => renamed.Key.Name);

    /// <summary>Whether a name is blocked in this spelling.</summary>
    public bool Blocks(NameKind kind, string name) => _blocked.Count > 0 && _blocked.Contains((kind, name));
}

/// <summary>The kinds' names in an operator's file.</summary>
internal static class NameKindWord
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

using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>Files that a script reads, writes and deletes.</content>
internal sealed partial class ForeignScript
{
    /// <summary>Methods of Python's paths, which name their file before the call: `Path("x").unlink()`, `p.write_text("…")`.</summary>
    private static readonly HashSet<string> PathMethods = new(StringComparer.Ordinal)
    {
        "write_text", "write_bytes", "read_text", "read_bytes", "unlink", "rmdir", "open", "rename",
    };

    /// <summary>Functions that move or copy their first file to the second.</summary>
    private static readonly HashSet<string> Movers = new(StringComparer.Ordinal)
    {
        "rename", "renames", "renameSync", "replace", "move", "moveSync", "mv", "copy", "copy2", "copyfile", "copytree", "copyFile",
            "copyFileSync", "copySync", "cp", "cpSync", "cp_r",
    };

    private static readonly string[] MovingModules = ["os", "shutil", "fs", "fsp", "fse", "fsExtra", "fs.promises", "File", "FileUtils",
        "Deno", "File::Copy"];

    /// <summary>
    /// Names that files share with other things: unless their owner is a file module, they remove an item of a collection or a server's
    /// route, or write text.
    /// </summary>
    private static readonly Dictionary<string, string[]> Owners = new(StringComparer.Ordinal)
    {
        ["delete"] = ["File", "Files", "Dir", "FileUtils", "Pathname"],
        ["remove"] = ["os", "fs", "fsp", "fse", "fsExtra", "fs.promises", "shutil", "FileUtils", "file", "File", "Deno"],
        ["write"] = ["File", "IO", "Bun"],
    };

    /// <summary>Whether a name is a file function, not a method of something else.</summary>
    private static bool IsOfFiles(string full, string name)
    {
        if (!Owners.TryGetValue(name, out var owners))
        {
            return true;
        }

        var owner = full.Length > name.Length ? full[..^name.Length].TrimEnd('.', ':') : "";
        return owner.Length == 0 ? name is "remove" : owners.Contains(owner);
    }

    private void NoteFiles(int at, Action<Field> note)
    {
        if (Receiver(at) is { Length: > 0 } receiver)
        {
            note(new Field(receiver));
            return;
        }

        var next = at + (_tokens[at + 1].Text is "(" ? 2 : 1);
        if (Value(ref next) is { Length: > 0 } path)
        {
            note(new Field(path));
        }
        else if (at >= 2 && _tokens[at - 1].Text is "." && _tokens[at - 2].Text is ")" && Before(at - 2) is { } before)
        {
            note(new Field(before));
        }
    }

    /// <summary>The path that a method belongs to: a variable, or an expression in parentheses before it.</summary>
    private string? Receiver(int at)
    {
        var full = _tokens[at].Text;
        var dot = full.LastIndexOf('.');
        if (_language is not "python" || !PathMethods.Contains(full[(dot + 1)..]))
        {
            return null;
        }

        return dot > 0 ? _variables.GetValueOrDefault(full[..dot])
            : at >= 2 && _tokens[at - 1].Text is "." && _tokens[at - 2].Text is ")" ? Before(at - 2) : null;
    }

    /// <summary>The path in the parentheses that close before a call: a function's result, or an expression.</summary>
    private string? Before(int close)
    {
        var open = close;
        for (var depth = 0; open >= 0 && open > close - MostCallTokens; open--)
        {
            depth += _tokens[open].Text switch { ")" => 1, "(" => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }
        }

        if (open < 1 || _tokens[open - 1].Kind is not ForeignTokenKind.Name)
        {
            var inside = Math.Max(0, open + 1);
            return Value(ref inside);
        }

        // `Path.home().joinpath("x")`.
        if (_tokens[open - 1].Text is "joinpath" && open >= 3 && _tokens[open - 2].Text is "." && _tokens[open - 3].Text is ")")
        {
            var part = open + 1;
            return Before(open - 3) is { } owner && Value(ref part) is { } name ? $"{owner}/{name}" : null;
        }

        // `Path("x").expanduser()` is still the path.
        if (open + 1 == close && open >= 3 && _tokens[open - 2].Text is "." && _tokens[open - 3].Text is ")")
        {
            return Before(open - 3);
        }

        var start = open - 1;
        return Value(ref start);
    }

    /// <summary>Records a file that is moved or copied; false if the call is of something else, such as a text's `replace`.</summary>
    private bool NoteMoved(int at, string full, string name)
    {
        var parts = List(at + (_tokens[at + 1].Text is "(" ? 2 : 1));
        var owner = full.Length > name.Length ? full[..^name.Length].TrimEnd('.', ':') : "";
        if (parts.Count > 0 && Receiver(at) is { Length: > 0 } receiver)
        {
            // `Path("x").rename("y")`.
            parts.Insert(0, new Field(receiver));
        }
        else if (parts.Count < 2 || InterpreterPrograms.IsAddress(parts[0])
            || (owner.Length == 0 ? name is "replace" : !MovingModules.Contains(owner)))
        {
            return false;
        }

        var isCopy = name.StartsWith('c');
        var traits = name is "copytree" or "cp_r" or "cpSync" ? EffectTraits.Recursive : EffectTraits.None;
        var content = isCopy ? _call.Read(parts[0], traits)
            : FilePrograms.TakeAway(_call, parts[0], _call.Path(parts[1].Text));
        _read |= isCopy ? content.Data : DataKinds.None;
        _call.Write(parts[1], content);
        return true;
    }

    private void NoteOpen(int at, Field path)
    {
        if (path.Text.StartsWith("http", StringComparison.Ordinal) && path.Text.Contains("://", StringComparison.Ordinal))
        {
            _read |= DataKinds.Network;
            NoteSend(at, "open");
            return;
        }

        var mode = Inside(at).FirstOrDefault(token =>
            token is { Kind: ForeignTokenKind.Text, Text: "w" or "a" or "wb" or "w+" or "ab" or "x" or ">" or ">>" or "a+" }).Text;
        if (mode is not null)
        {
            _call.Write(path, Content.Unknown.With(_read), mode is "a" or "ab" or ">>" or "a+" ? EffectTraits.None
                : EffectTraits.Overwrites);
        }
        else
        {
            _read |= _call.Read(path).Data;
        }
    }

    /// <summary>A file's new mode: `os.chmod("x", 0o4755)`, and the other way round in Ruby and Perl.</summary>
    private void NoteMode(int at)
    {
        var next = at + (_tokens[at + 1].Text is "(" ? 2 : 1);
        if (next + 2 >= _tokens.Count)
        {
            return;
        }

        var mode = Mode(_tokens[next].Text);
        var start = mode is null ? next : next + 2;
        var path = Value(ref start);
        mode ??= start + 1 < _tokens.Count && _tokens[start].Text is "," ? Mode(_tokens[start + 1].Text) : null;
        if (path is not null && mode is not null)
        {
            _call.Emit(EffectKind.ChangeMode, mode, _call.Path(path));
        }
    }

    /// <summary>The octal digits of a mode; null for anything else.</summary>
    private static string? Mode(string text)
    {
        var digits = text.TrimStart('0').TrimStart('o');
        return digits.Length is 3 or 4 && digits.AsSpan().IndexOfAnyExceptInRange('0', '7') < 0 ? digits : null;
    }

    /// <summary>The content of a call's parentheses; without them, a few tokens after its name.</summary>
    private IEnumerable<ForeignToken> Inside(int at)
    {
        var end = at + 1;
        for (var depth = 0; end < _tokens.Count && end < at + MostCallTokens; end++)
        {
            depth += _tokens[end].Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }
        }

        return _tokens.Skip(at + 2).Take(Math.Max(end - at - 2, 6));
    }
}

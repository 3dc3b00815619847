using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>Functions that a script names by a string, and variables that stand for one file after another.</content>
internal sealed partial class ForeignScript
{
    private static readonly HashSet<string> Modules = new(StringComparer.Ordinal)
    {
        "fs", "child_process", "cp", "process", "Deno", "os", "shutil", "subprocess", "fsp",
    };

    /// <summary>Puts `os.system` where `getattr(os, "sys" + "tem")` ends, so that what follows is its call.</summary>
    private void ResolveAttribute(int at)
    {
        if (_language is not "python" || _tokens[at].Text is not "getattr" || at + 4 >= _tokens.Count
            || _tokens[at + 1].Text is not "(")
        {
            return;
        }

        var (name, next) = (_tokens[at + 2].Text, at + 3);
        if (name is "__import__" or "importlib.import_module" or "import_module" && _tokens[at + 3].Text is "(")
        {
            (name, next) = (_tokens[at + 4].Text, at + 6);
        }

        if (next < _tokens.Count && _tokens[next].Text is "," && ++next > 0 && Value(ref next) is { } attribute
            && next < _tokens.Count && _tokens[next].Text is ")")
        {
            _tokens[at + 1] = new ForeignToken(ForeignTokenKind.Sign, ",");
            _tokens[next] = new ForeignToken(ForeignTokenKind.Name, $"{name}.{attribute}");
        }
    }

    /// <summary>
    /// `fs["rm" + "Sync"](…)`, `os.__dict__["system"](…)` and `("sys" . "tem")(…)`; a string after `$` is a shell command.
    /// </summary>
    private void NoteSign(int at)
    {
        var next = at + 1;
        var sign = _tokens[at].Text;
        if (_tokens[at].Kind is not ForeignTokenKind.Sign || next >= _tokens.Count)
        {
            return;
        }

        if (sign is "$" && _language is "node" && _tokens[next].Kind is ForeignTokenKind.Text)
        {
            _call.Walk.Spend(CallCost);
            Take(_call.RunText(new Field(Interpolated(_tokens[next].Text)), _call.State.Copy(), Content.Nothing));
        }
        else if ((sign is "[" && IsModule(at - 1)) || (sign is "(" && _language is "php" && _tokens[next].Kind is ForeignTokenKind.Text))
        {
            _call.Walk.Spend(CallCost);
            if (Value(ref next) is { } name && next + 1 < _tokens.Count && _tokens[next].Text is "]" or ")"
                && _tokens[next + 1].Text is "(")
            {
                _tokens[at] = new ForeignToken(ForeignTokenKind.Sign, ".");
                _tokens[next] = new ForeignToken(ForeignTokenKind.Name, name);
            }
        }
    }

    /// <summary>Whether what ends here is a module, by its name or import.</summary>
    private bool IsModule(int at) => at >= 0 && _language is "node" or "python" && (_tokens[at].Kind is ForeignTokenKind.Name
        ? (_language is "node" && Modules.Contains(_tokens[at].Text)) || _tokens[at].Text.EndsWith("__dict__", StringComparison.Ordinal)
        : _tokens[at].Text is ")" && at >= 3 && _tokens[at - 3].Text is "require" or "vars");

    /// <summary>A function named by a PHP variable, as in `$f = "sys" . "tem"; $f(…)`.</summary>
    private string Called(string name) => _language is "php" && name.StartsWith('$') && _variables.TryGetValue(name[1..], out var value)
        ? value : name;

    /// <summary>`for f in glob(…)`, `for (const f of …)` and `foreach (glob(…) as $f)`: the variable stands for all of them.</summary>
    private void NoteLoopVariable(int at)
    {
        var (variable, next) = (_language, _tokens[at].Text) switch
        {
            ("python", "for") when at + 3 < _tokens.Count && _tokens[at + 2].Text is "in" => (at + 1, at + 3),
            ("node", "for") when at + 5 < _tokens.Count && _tokens[at + 4].Text is "of" => (at + 3, at + 5),
            ("php", "foreach") => (-1, at + 2),
            _ => (-1, -1),
        };
        if (next < 0 || next >= _tokens.Count)
        {
            return;
        }

        _call.Walk.Spend(CallCost);
        if (Value(ref next) is not { } value)
        {
            return;
        }

        if (variable < 0 && next + 1 < _tokens.Count && _tokens[next].Text is "as")
        {
            // In `as $key => $value` the file comes second.
            variable = next + 4 < _tokens.Count && _tokens[next + 2].Text is "=" ? next + 4 : next + 1;
        }

        if (variable >= 0)
        {
            _variables[_tokens[variable].Text.TrimStart('$')] = value;
        }
    }

    /// <summary>`array_map("unlink", glob(…))`: a function by its name, with its arguments before or after it.</summary>
    private void NoteCallback(int at)
    {
        var parts = _tokens[at + 1].Text is "(" ? List(at + 2) : [];
        if (parts.Count < 2)
        {
            return;
        }

        var (function, argument) = _tokens[at].Text.EndsWith("walk", StringComparison.Ordinal) ? (parts[1].Text, parts[0])
            : (parts[0].Text, parts[1]);
        if (Deleters.Contains(function))
        {
            _call.Delete(argument);
        }
        else if (Runners.Contains(function))
        {
            Take(_call.RunText(argument, _call.State.Copy(), Content.Nothing));
        }
    }

    /// <summary>Where a program's arguments start: in a list, or in the list of an object such as `{ args: […] }`.</summary>
    private int StartOfArguments(int at)
    {
        for (var skipped = 0; skipped < 4 && at + skipped < _tokens.Count; skipped++)
        {
            if (_tokens[at + skipped].Text is "[")
            {
                return at + skipped + 1;
            }

            if (_tokens[at + skipped].Text is not ("{" or "args" or ":"))
            {
                break;
            }
        }

        return at;
    }
}

using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>
/// Searches a script of Python, JavaScript, Perl, Ruby, PHP or AWK for calls that run commands, delete, read, write or send.
/// </summary>
internal sealed partial class ForeignScript
{
    private static readonly HashSet<string> Runners = new(StringComparer.Ordinal)
    {
        "system", "popen", "exec", "execSync", "spawn", "spawnSync", "execFile", "execFileSync", "shell_exec", "passthru", "proc_open",
            "run", "call", "check_call", "check_output", "Popen", "getoutput", "getstatusoutput",
        "fork_exec", "execvp", "execv", "execl", "execlp", "execve", "do_shell_script", "open3", "backtick", "capture2", "capture3",
            "os.execute", "execute", "posix_spawn", "startfile", "create_subprocess_shell", "create_subprocess_exec",
    };

    private static readonly HashSet<string> Deleters = new(StringComparer.Ordinal)
    {
        "rmtree", "remove", "unlink", "rmdir", "removedirs", "rmSync", "rm", "unlinkSync", "rmdirSync", "rm_rf", "rm_r", "rm_f",
            "remove_entry_secure", "remove_dir", "delete", "remove_tree", "removeSync", "emptyDirSync", "send2trash", "rimraf",
            "delete_all",
    };

    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal)
    {
        "open", "readFileSync", "readFile", "read_text", "read_bytes", "read", "file_get_contents", "readlines", "createReadStream",
            "slurp", "binread", "readTextFile", "readTextFileSync", "load_dotenv", "fopen", "readfile", "file", "copyfile", "copy", "copytree", "copyFileSync", "copy2",
    };

    private static readonly HashSet<string> Writers = new(StringComparer.Ordinal)
    {
        "writeFileSync", "writeFile", "write_text", "write_bytes", "appendFileSync", "appendFile", "file_put_contents", "outputFileSync",
            "createWriteStream", "write", "binwrite", "symlink", "symlinkSync", "ftruncate", "truncate", "truncateSync",
            "writeTextFile", "writeTextFileSync",
    };

    /// <summary>How deeply nested calls are followed, and how many tokens a call may span.</summary>
    private const int MostDepth = 6;
    private const int MostCallTokens = 64;
    private const int CallCost = 200;

    private readonly Call _call;
    private readonly List<ForeignToken> _tokens;
    private readonly string _language;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly bool _takesText;
    private DataKinds _read;
    private DataKinds _printed;
    private int _depth;

    private ForeignScript(Call call, Field text)
    {
        _call = call;
        _language = call.Name is "deno" ? "node" : call.Name;
        _tokens = ForeignScanner.Scan(text.Text, _language);
        ResolveAliases();
        _read = text.Data & (DataKinds.Secret | DataKinds.Environment);
        _printed = text.Data & DataKinds.Environment;
        _takesText = Names("text", "arrayBuffer", "blob");
        call.Walk.Spend(text.Text.Length * 2);
    }

    /// <summary>Records what the script does.</summary>
    /// <returns>What it would print, if that contains secrets.</returns>
    public static Content Run(Call call, Field text)
    {
        var script = new ForeignScript(call, text);
        script.Run();
        var shown = (script._read & DataKinds.Secret) | script._printed;
        return script.PrintedText() is { } printed ? printed.With(shown) : Content.Unknown.With(shown);
    }

    private void Run()
    {
        if (IsReverseShell())
        {
            _call.Emit(EffectKind.ReverseShell, _call.Name,
                host: _tokens.Find(token => token.Kind is ForeignTokenKind.Text
                && token.Text.Contains('.', StringComparison.Ordinal)).Text);
            return;
        }

        NoteEnvironment();
        NoteLoops();
        // A comprehension names its variable after its use.
        for (var at = 0; at < _tokens.Count && _language is "python" && !_call.Walk.IsExhausted; at++)
        {
            NoteLoopVariable(at);
        }

        for (var at = 0; at < _tokens.Count && !_call.Walk.IsExhausted; at++)
        {
            var token = _tokens[at];
            if (token.Kind is ForeignTokenKind.Command)
            {
                _call.RunText(new Field(Interpolated(token.Text)), _call.State.Copy(), Content.Unknown);
            }
            else if (token.Kind is ForeignTokenKind.Name)
            {
                Note(at);
            }
            else
            {
                NoteSign(at);
            }
        }

        NoteExecution();
        NoteRequestBody();
    }

    private bool Names(params ReadOnlySpan<string> names)
    {
        foreach (var token in _tokens)
        {
            if (token.Kind is ForeignTokenKind.Name)
            {
                foreach (var name in names)
                {
                    if (token.Text == name || token.Text.EndsWith($".{name}", StringComparison.Ordinal)
                        || token.Text.EndsWith($"::{name}", StringComparison.Ordinal))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool HasText(string part) => _tokens.Exists(token => token.Text.Contains(part, StringComparison.Ordinal));

    private void Note(int at)
    {
        ResolveAttribute(at);
        NoteLoopVariable(at);
        var full = Called(_tokens[at].Text);
        var name = full[(full.LastIndexOfAny(['.', ':']) + 1)..].TrimEnd('!');
        NoteAssignment(at, full);
        var hasArguments = at + 1 < _tokens.Count
            && (_tokens[at + 1].Text is "(" || _tokens[at + 1].Kind is ForeignTokenKind.Text
            || (_tokens[at + 1].Kind is ForeignTokenKind.Name && _language is "perl" or "ruby" or "php"));
        if (!hasArguments || full is "console.log" or "print")
        {
            return;
        }

        _call.Walk.Spend(CallCost);
        NoteStatement(at, name);
        NoteInclude(at, name);
        NoteInstall(at, name);
        NoteSentBy(at, full, name);
        NoteLookup(at, full);
        NoteKnown(at, full, name);
        if (!NoteRunOrSent(at, full, name) && !(Movers.Contains(name) && NoteMoved(at, full, name)) && IsOfFiles(full, name))
        {
            NoteFileCall(at, name);
        }
    }

    /// <summary>Records what the script comes to know: answers, passwords, a packed folder.</summary>
    private void NoteKnown(int at, string full, string name)
    {
        if (name is "make_archive" && List(at + 2) is [_, _, var packed, ..])
        {
            _call.Read(packed, EffectTraits.Recursive);
        }
        else if (name is "getresponse")
        {
            _read |= DataKinds.Network;
        }
        else if ((full.EndsWith("get_password", StringComparison.Ordinal) && full.Contains("keyring", StringComparison.Ordinal))
            || (name is "get_frozen_credentials" or "dotenv_values" && IsPrinting()))
        {
            _call.Emit(EffectKind.UseSecretStore, name is "get_password" ? "keyring" : name);
            _read |= DataKinds.Secret;
        }
    }

    /// <summary>Records a call that sends, runs or makes runnable; false if it is none of them.</summary>
    private bool NoteRunOrSent(int at, string full, string name)
    {
        if (Senders.Contains(full) || (full is "get" && _language is "perl"))
        {
            NoteSend(at, full);
        }
        else if ((Runners.Contains(name) && !IsPlainMethod(full, name)) || full is "Deno.Command")
        {
            NoteRun(at);
        }
        else if (_language is "php" && name is "array_map" or "array_walk" or "call_user_func" or "call_user_func_array")
        {
            NoteCallback(at);
        }
        else if (name is "chmod" or "chmodSync" or "fchmod" or "lchmod")
        {
            NoteMode(at);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void NoteFileCall(int at, string name)
    {
        if (Deleters.Contains(name))
        {
            var isRecursive = name is "rmtree" or "rm_rf" or "rmSync" or "rm_r" or "remove_tree" or "removeSync" or "rimraf";
            NoteFiles(at, path => _call.Delete(path, isRecursive ? EffectTraits.Recursive : EffectTraits.None));
        }
        else if (Writers.Contains(name))
        {
            NoteFiles(at, path => _call.Write(path, Content.Unknown.With(_read), EffectTraits.Overwrites));
        }
        else if (Readers.Contains(name))
        {
            NoteFiles(at, path => NoteOpen(at, path));
        }
    }

    /// <summary>JavaScript's `regex.exec(…)` runs nothing.</summary>
    private bool IsPlainMethod(string full, string name) =>
        (name is "exec" && _language is "node" && full.Contains('.', StringComparison.Ordinal)
            && !full.StartsWith("child_process", StringComparison.Ordinal) && !full.StartsWith("cp.", StringComparison.Ordinal))
        || (name is "exec" && _language is "python")
            || (name is "run" && !full.Contains("subprocess", StringComparison.Ordinal)
            && !full.StartsWith("sp.", StringComparison.Ordinal) && full != "run")
            || (name is "call" && !full.Contains("subprocess", StringComparison.Ordinal) && full != "call");

    private void NoteAssignment(int at, string name)
    {
        if (at + 1 < _tokens.Count && _tokens[at + 1] is { Kind: ForeignTokenKind.Sign, Text: "=" } && at + 2 < _tokens.Count
            && _tokens[at + 2].Text is not "=")
        {
            var end = at + 2;
            if (Value(ref end) is { } value)
            {
                _variables[name.TrimStart('$', '@')] = value;
            }
        }
    }

    private void NoteRun(int at)
    {
        var next = at + (_tokens[at + 1].Text is "(" ? 2 : 1);
        if (next < _tokens.Count && _tokens[next].Text is "[")
        {
            Take(_call.Run([.. List(next + 1)], Content.Unknown, _call.State.Copy()));
            return;
        }

        var first = Value(ref next);
        if (first is null)
        {
            return;
        }

        // `spawn("rm", ["-rf", "x"])` and `system("rm", "-rf", "x")`.
        if (next < _tokens.Count && _tokens[next].Text is ",")
        {
            var rest = List(StartOfArguments(next + 1));
            var name = Called(_tokens[at].Text);
            if (name[(name.LastIndexOf('.') + 1)..] is "execl" or "execlp" or "execle" or "execv" or "execvp" or "execve")
            {
                // The first argument is the name that the program sees.
                Take(_call.Run([new Field(first), .. rest.Skip(1)], Content.Nothing, _call.State.Copy()));
                return;
            }

            if (rest.Count > 0 && !first.Contains(' ', StringComparison.Ordinal))
            {
                Take(_call.Run([new Field(first), .. rest], Content.Unknown, _call.State.Copy()));
                return;
            }
        }

        Take(_call.RunText(new Field(first), _call.State.Copy(), Content.Nothing));
    }

    /// <summary>Remembers the output that a command gave to the script.</summary>
    private void Take(Content output)
    {
        _read |= output.Data & (DataKinds.Network | DataKinds.Secret | DataKinds.Environment);
        _printed |= output.Data & DataKinds.Environment;
    }

    private List<Field> List(int at)
    {
        var fields = new List<Field>();
        while (at < _tokens.Count && fields.Count < 64 && Value(ref at) is { } value)
        {
            fields.Add(new Field(value));
            if (at >= _tokens.Count || _tokens[at].Text is not ",")
            {
                break;
            }

            at++;
        }

        return fields;
    }
}

using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>What the script creates and then runs.</content>
internal sealed partial class ForeignScript
{
    private static readonly HashSet<string> Decoders = new(StringComparer.Ordinal)
    {
        "b64decode", "atob", "base64_decode", "decode64", "decode_base64", "unhexlify", "fromhex", "hex2bin", "decompress", "str_rot13",
            "urlsafe_b64decode", "b32decode", "strict_decode64", "chr", "fromCharCode",
    };

    /// <summary>How far from its name a variable's value is looked for, in tokens.</summary>
    private const int MostAssigned = 12;

    private const int MostLoads = 8;

    private static readonly string[] Unpicklers = ["pickle.loads", "pickle.load", "cPickle.loads", "dill.loads", "dill.load",
        "cloudpickle.loads", "cloudpickle.load", "marshal.loads", "joblib.load", "torch.load", "jsonpickle.decode", "yaml.unsafe_load"];

    private static readonly string[] PrintCalls = ["print", "puts", "echo", "console.log", "process.stdout.write", "sys.stdout.write"];

    /// <summary>The text that a script prints, if it does nothing else.</summary>
    private Content? PrintedText()
    {
        if (_tokens.Count is 0 or > MostCallTokens || !PrintCalls.Contains(_tokens[0].Text))
        {
            return null;
        }

        var at = _tokens is [_, { Text: "(" }, ..] ? 2 : 1;
        var text = Value(ref at);
        return text is null || _tokens.Skip(at).Any(token => token.Text is not (")" or ";")) ? null
            : new Content(text + "\n", Names([.. Decoders]) ? DataKinds.Decoded : DataKinds.None);
    }

    /// <summary>Text that was fetched or decoded and then run: `exec(urlopen(…).read())`, `eval(atob(…))`.</summary>
    private void NoteExecution()
    {
        NoteDecodedCommand();
        NoteUnpickling();
        if (!RunsText())
        {
            return;
        }

        var isDecoding = Names("b64decode", "base64.b64decode", "atob", "base64_decode", "Base64.decode64", "decode_base64", "unhexlify",
            "fromhex", "bytes.fromhex", "codecs.decode", "gzinflate", "str_rot13", "unpack1", "unpack", "zlib.decompress", "marshal.loads")
            || _tokens.Exists(token => token is { Kind: ForeignTokenKind.Text, Text: "base64" or "hex" or "rot13" or "rot_13" or "H*" });
        if ((_read & DataKinds.Network) != 0)
        {
            _call.Emit(EffectKind.Execute, _call.Name, data: DataKinds.Network);
        }
        else if (isDecoding)
        {
            _call.Emit(EffectKind.Execute, _call.Name, data: DataKinds.Decoded);
        }
    }

    /// <summary>A pickle is a program: loading one that was fetched runs it.</summary>
    private void NoteUnpickling()
    {
        if (_language is not "python" || (_read & DataKinds.Network) == 0)
        {
            return;
        }

        var loads = Enumerable.Range(0, Math.Max(0, _tokens.Count - 2))
            .Where(at => Unpicklers.Contains(_tokens[at].Text) && _tokens[at + 1].Text is "(")
            .Take(MostLoads);
        if (loads.Any(at => Inside(at).Any(IsFetching) || IsFetched(_tokens[at + 2])))
        {
            _call.Emit(EffectKind.Execute, _call.Name, data: DataKinds.Network);
        }
    }

    private static bool IsFetching(ForeignToken token) => token.Kind is ForeignTokenKind.Name
        && (token.Text.EndsWith("urlopen", StringComparison.Ordinal) || token.Text is "requests.get" or "httpx.get" or "session.get");

    /// <summary>Whether a variable was given what a call fetched: `x = urlopen(…)`, `with urlopen(…) as x`.</summary>
    private bool IsFetched(ForeignToken token)
    {
        var name = token.Text.Split('.')[0];
        return token.Kind is ForeignTokenKind.Name && Enumerable.Range(1, _tokens.Count - 1).Any(at => _tokens[at].Text == name
            && ((at + 1 < _tokens.Count && _tokens[at + 1].Text is "=" && _tokens.Skip(at + 2).Take(MostAssigned).Any(IsFetching))
                || (_tokens[at - 1].Text is "as" && _tokens.Skip(at - MostAssigned).Take(MostAssigned).Any(IsFetching))));
    }

    /// <summary>
    /// Whether the script runs a text as code of its own language, or one that it built as a command. Methods with the same names do
    /// something else: `json.load`, `re.compile`, `frame.eval`, `regex.exec`.
    /// </summary>
    private bool RunsText()
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            var text = _tokens[at].Text;
            var next = at + 1 < _tokens.Count ? _tokens[at + 1] : default;
            var isMethod = at > 0 && _tokens[at - 1].Text is "."
                && text is not ("runInThisContext" or "runInNewContext" or "execSync");
            var isRunning = _tokens[at].Kind is ForeignTokenKind.Name && !isMethod && _language switch
            {
                "python" => text is "exec" or "eval" || text.EndsWith("builtins.exec", StringComparison.Ordinal)
                    || text.EndsWith("builtins.eval", StringComparison.Ordinal)
                    || (text is "os.system" or "os.popen" && at + 2 < _tokens.Count && _tokens[at + 2].Kind is not ForeignTokenKind.Text)
                    || (text.StartsWith("subprocess.", StringComparison.Ordinal) && IsGivenText(at)
                        && Inside(at).Any(token => token.Text is "shell" || text.EndsWith("output", StringComparison.Ordinal))),
                "node" => text is "eval" or "Function" or "globalThis.eval" or "vm.runInThisContext" or "vm.runInNewContext"
                    or "runInThisContext" or "runInNewContext"
                    || (text is "execSync" or "child_process.execSync" or "child_process.exec" && IsGivenText(at)),
                "ruby" => text is "eval" || text.EndsWith(".eval", StringComparison.Ordinal)
                    || text[(text.LastIndexOf('.') + 1)..] is "instance_eval" or "class_eval" or "module_eval",
                // Perl's `eval { … }` catches errors.
                "perl" => text is "eval" && next.Text is not "{",
                "lua" => text is "load" or "loadstring",
                _ => text is "eval" or "assert" or "create_function" or "include_string" or "Code.eval_string" or "evaluate",
            };
            // Literal text in the call is neither fetched nor decoded.
            var isWritten = next.Text is "(" && at + 3 < _tokens.Count && _tokens[at + 2].Kind is ForeignTokenKind.Text
                && _tokens[at + 3].Text is ")";
            if (isRunning && !isWritten)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a call's first argument is no text, list or variable that the script itself writes.</summary>
    private bool IsGivenText(int at) => at + 2 < _tokens.Count && _tokens[at + 1].Text is "("
        && _tokens[at + 2] is { Kind: ForeignTokenKind.Name, Text: var given } && !_variables.ContainsKey(given);

    /// <summary>Packages of R from an address or another registry.</summary>
    private void NoteInstall(int at, string name)
    {
        var isAddress = name is "install_git" or "install_url" or "install_svn" || _tokens[at].Text is "Pkg.add";
        if (name is "install_github" or "install_gitlab" or "install_bitbucket" && Inside(at).FirstOrDefault(token =>
            token.Kind is ForeignTokenKind.Text).Text is { } repository)
        {
            RegistryPrograms.From(_call,
                [new Field($"https://{name["install_".Length..]}.{(name.EndsWith('t') ? "org" : "com")}/{repository}")]);
            return;
        }

        if (!isAddress && _tokens[at].Text is not "install.packages")
        {
            return;
        }

        if (Inside(at).FirstOrDefault(token => token.Kind is ForeignTokenKind.Text
            && token.Text.Contains("://", StringComparison.Ordinal)).Text is { } address)
        {
            if (isAddress)
            {
                RegistryPrograms.From(_call, [new Field(address)]);
            }
            else
            {
                Registries.Note(_call, new Field(address));
            }
        }
    }

    /// <summary>Code from a URL that the language itself fetches: `include "http://…"`, `source("https://…")`.</summary>
    private void NoteInclude(int at, string name)
    {
        var isIncluding = _language switch
        {
            "php" => name is "include" or "include_once" or "require" or "require_once",
            "Rscript" => name is "source" or "source_url",
            "julia" => name is "include",
            "node" => name is "import",
            _ => false,
        };
        var next = at + (isIncluding && _tokens[at + 1].Text is "(" ? 2 : 1);
        if (isIncluding && Value(ref next) is { } address && InterpreterPrograms.IsAddress(new Field(address)))
        {
            InterpreterPrograms.Remote(_call, new Field(address));
        }
    }

    /// <summary>A command or script decoded inside the call that runs it: `os.system(b64decode(…))`.</summary>
    private void NoteDecodedCommand()
    {
        for (var at = 0; at + 2 < _tokens.Count; at++)
        {
            var full = _tokens[at].Text;
            var name = full[(full.LastIndexOfAny(['.', ':']) + 1)..];
            var isRunner = full is "exec" or "eval" or "Function" || (Runners.Contains(name) && !IsPlainMethod(full, name));
            if (_tokens[at].Kind is not ForeignTokenKind.Name || _tokens[at + 1].Text is not "(" || !isRunner)
            {
                continue;
            }

            var inside = _tokens.Skip(at + 2).Take(Math.Min(EndOfCall(at) - at - 2, MostCallTokens));
            if (inside.Any(token => token.Kind is ForeignTokenKind.Name
                && Decoders.Contains(token.Text[(token.Text.LastIndexOfAny(['.', ':']) + 1)..])))
            {
                _call.Emit(EffectKind.Execute, _call.Name, data: DataKinds.Decoded);
                return;
            }
        }
    }

    /// <summary>Whether Python runs a command that it does not contain, `getoutput(text)`, as a shell over a connection does.</summary>
    private bool RunsVariable() => Enumerable.Range(0, Math.Max(0, _tokens.Count - 2)).Any(at => _tokens[at].Kind is ForeignTokenKind.Name
        && _tokens[at].Text[(_tokens[at].Text.LastIndexOf('.') + 1)..] is "Popen" or "getoutput" or "check_output"
        && _tokens[at + 1].Text is "(" && _tokens[at + 2].Kind is ForeignTokenKind.Name);
}

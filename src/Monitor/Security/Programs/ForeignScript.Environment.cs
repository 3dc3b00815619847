using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>Environment variables that a script reads, and whether it prints them.</content>
internal sealed partial class ForeignScript
{
    private const int MostStatement = 24;

    private static readonly HashSet<string> Printers = new(StringComparer.Ordinal)
    {
        "print", "pprint", "pprint.pprint", "pp", "p", "puts", "echo", "printf", "say", "warn", "console.log", "console.error",
        "console.info", "console.table", "console.dir", "sys.stdout.write", "process.stdout.write", "STDOUT.puts", "$stdout.puts",
        "print_r", "var_dump", "var_export", "json.dump", "logging.info", "logger.info", "Dumper", "cat", "message", "println", "IO.puts",
        "IO.inspect", "io.write", "Deno.stdout.write",
    };

    /// <summary>Functions that return a value in another form.</summary>
    private static readonly HashSet<string> Shapers = new(StringComparer.Ordinal)
    {
        "str", "repr", "dict", "list", "sorted", "join", "format", "dumps", "stringify", "String", "from", "entries", "b64encode", "encode",
        "btoa", "base64_encode", "encode64", "strict_encode64", "encode_base64", "quote", "hexlify", "inspect", "reversed",
        "strrev", "bytes",
    };

    /// <summary>Functions that test a value without returning it.</summary>
    private static readonly HashSet<string> Askers = new(StringComparer.Ordinal)
    {
        "bool", "Boolean", "len", "type", "isset", "empty", "typeof", "not", "!",
    };

    private void NoteEnvironment()
    {
        // The whole environment, not one variable.
        for (var at = 0; at < _tokens.Count; at++)
        {
            var (token, next) = (_tokens[at], at + 1 < _tokens.Count ? _tokens[at + 1].Text : "");
            var isEnvironment = token is
            {
                Kind: ForeignTokenKind.Name, Text: "os.environ" or "process.env" or "ENV" or "%ENV" or "$_ENV"
                or "$_SERVER" or "os.environ.items" or "os.environ.copy" or "Deno.env.toObject"
                or "ENV.to_h" or "ENV.each" or "ENVIRON" or "getenv"
            };
            if (isEnvironment && next is not ("[" or "." or "{")
                && !(token.Text is "getenv" && !(next == "(" && at + 2 < _tokens.Count && _tokens[at + 2].Text == ")")))
            {
                if (IsTaken(at))
                {
                    _read |= DataKinds.Environment;
                    _printed |= IsPrinting() ? DataKinds.Environment : DataKinds.None;
                }
            }
            else if (token.Kind is ForeignTokenKind.Name && SecretVariable(token.Text, at) is { } name && KnownVariables.IsSecret(name))
            {
                _read |= DataKinds.Token;
                _printed |= IsPrinted(at) ? DataKinds.Token : DataKinds.None;
            }
        }
    }

    private string? SecretVariable(string name, int at) => name switch
    {
        "os.environ" or "ENV" or "$ENV" or "$_ENV" or "ENVIRON" => at + 2 < _tokens.Count && _tokens[at + 1].Text is "[" or "{"
            ? _tokens[at + 2].Text : null,
        "os.getenv" or "getenv" or "os.environ.get" or "ENV.fetch" or "Deno.env.get" =>
            at + 2 < _tokens.Count && _tokens[at + 1].Text is "(" ? _tokens[at + 2].Text : null,
        _ when name.StartsWith("process.env.", StringComparison.Ordinal) && !name.EndsWith(".length", StringComparison.Ordinal) =>
            name["process.env.".Length..],
        _ => null,
    };

    /// <summary>The tokens that a call takes from the environment, except in headers, where they belong.</summary>
    private DataKinds TokensInside(int at)
    {
        var (data, end) = (DataKinds.None, EndOfCall(at));
        for (; at < end; at++)
        {
            if (_tokens[at].Text is "headers" or "auth" || _tokens[at].Text.Contains("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                return DataKinds.None;
            }

            data |= _tokens[at].Kind is ForeignTokenKind.Name && SecretVariable(_tokens[at].Text, at) is { } name
                && KnownVariables.IsSecret(name) ? TokenMakers.OfVariable(name) : DataKinds.None;
        }

        return data;
    }

    /// <summary>A look-up of a name with a token in it: `dns.lookup(process.env.NPM_TOKEN + ".example.net")`.</summary>
    private void NoteLookup(int at, string full)
    {
        if ((full.StartsWith("dns.", StringComparison.Ordinal) || full.EndsWith("gethostbyname", StringComparison.Ordinal)
            || full.EndsWith("getaddrinfo", StringComparison.Ordinal)) && TokensInside(at) is not DataKinds.None and var data)
        {
            _call.Emit(EffectKind.SendByName, _call.Name, data: data);
        }
    }

    /// <summary>Whether a script prints anything at all.</summary>
    private bool IsPrinting() => PrintsAll || _tokens.Exists(token => token.Kind is ForeignTokenKind.Name && Printers.Contains(token.Text));

    /// <summary>Whether the interpreter prints the script's result: `node -p`.</summary>
    private bool PrintsAll => _call.Args.Any(arg => arg.Text is "-p" or "--print" or "-pe") && _language is "node";

    /// <summary>Whether the whole environment is used for more than starting a program or looking up one variable.</summary>
    private bool IsTaken(int at)
    {
        // The names of all variables are not their values, unless they are used to look these up.
        var isOfNames = at > 1 && _tokens[at].Text is "process.env" or "os.environ" or "ENV" && _tokens[at - 1].Text is "("
            && _tokens[at - 2].Text is "Object.keys" or "len" or "sorted" or "list" or "set";
        if (isOfNames && !Enumerable.Range(0, _tokens.Count - 2).Any(next => _tokens[next].Text is "process.env"
            && _tokens[next + 1].Text is "[" && _tokens[next + 2].Kind is ForeignTokenKind.Name))
        {
            return false;
        }

        // `"X" in os.environ` tests one variable.
        if (at > 1 && _tokens[at - 1].Text is "in" && (_tokens[at - 2].Kind is ForeignTokenKind.Text || IsAsked(at)))
        {
            return false;
        }

        var first = at;
        while (first > 0 && at - first < 8 && _tokens[first - 1].Text is "(" or "{" or "*" or "." or "dict" or "Object.assign" or ",")
        {
            first--;
        }

        if (first < 2 || _tokens[first - 1].Text is not ("=" or ":"))
        {
            return true;
        }

        var name = _tokens[first - 2].Text;
        var isArgument = _tokens[first - 1].Text is ":" || (first > 2 && _tokens[first - 3].Text is "," or "(");
        return isArgument ? name is not "env" : IsVariableTaken(name, first - 2);
    }

    /// <summary>`(name in process.env)`, but not `for (name in process.env)`.</summary>
    private bool IsAsked(int at) => at > 3 && at + 1 < _tokens.Count && _tokens[at + 1].Text is ")" && _tokens[at - 3].Text is "("
        && _tokens[at - 4].Text is not "for";

    /// <summary>Whether a variable with the environment is used as a whole, not only changed or passed to a program.</summary>
    private bool IsVariableTaken(string name, int definition)
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (at == definition || _tokens[at].Kind is not ForeignTokenKind.Name || _tokens[at].Text != name)
            {
                continue;
            }

            var before = at > 0 ? _tokens[at - 1].Text : "";
            var next = at + 1 < _tokens.Count ? _tokens[at + 1].Text : "";
            var isHandedOn = (before is "=" or ":" && at > 1 && _tokens[at - 2].Text is "env") || (name is "env" && (next is "=" or ":"
                || (before is "{" or "," && next is "}" or ",")));
            if (!isHandedOn && next is not ("[" or ".") && before is not "in")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a value is printed: by a call around it, or around the variable that receives it.</summary>
    private bool IsPrinted(int at)
    {
        if (PrintsAll || IsInPrinter(at))
        {
            return true;
        }

        if (at < 2 || _tokens[at - 1].Text is not "=")
        {
            return false;
        }

        var name = _tokens[at - 2].Text.TrimStart('$');
        for (var next = at; next < _tokens.Count; next++)
        {
            var (kind, text) = (_tokens[next].Kind, _tokens[next].Text);
            var isNamed = kind is ForeignTokenKind.Name
                ? text.TrimStart('$') == name || text.StartsWith($"{name}.", StringComparison.Ordinal)
                : kind is ForeignTokenKind.Text && (text.Contains($"{{{name}}}", StringComparison.Ordinal)
                    || text.Contains($"${name}", StringComparison.Ordinal));
            if (isNamed && IsInPrinter(next))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a printing call is around a position, or before it in a language whose calls need no parentheses.</summary>
    private bool IsInPrinter(int at)
    {
        var next = EndOfCall(at);
        var isAsked = (at > 0 && _tokens[at - 1].Text is "!" or "not") || (next < _tokens.Count && _tokens[next].Text is "?" or "is");
        if (isAsked)
        {
            return false;
        }

        var depth = 0;
        for (var before = at - 1; before >= 0 && at - before < MostCallTokens; before--)
        {
            var text = _tokens[before].Text;
            if (_tokens[before].Kind is ForeignTokenKind.Sign && text is ")" or "(")
            {
                depth += text is ")" ? 1 : -1;
                if (depth < 0 && before > 0 && _tokens[before - 1].Kind is ForeignTokenKind.Name)
                {
                    var name = _tokens[before - 1].Text;
                    if (Askers.Contains(name))
                    {
                        return false;
                    }

                    if (Printers.Contains(name))
                    {
                        return true;
                    }

                    // A function's argument is not its result.
                    if (!Shapers.Contains(name[(name.LastIndexOfAny(['.', ':']) + 1)..]))
                    {
                        return false;
                    }
                }

                depth = Math.Max(depth, 0);
            }
            else if (depth == 0 && _language is not ("python" or "node") && at - before < MostStatement)
            {
                if (text is ";" or "}")
                {
                    return false;
                }

                if (_tokens[before].Kind is ForeignTokenKind.Name && Printers.Contains(text))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

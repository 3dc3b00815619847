using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <content>The values of another language's expressions, if known.</content>
internal sealed partial class ForeignScript
{
    private bool? _changesFolder;

    /// <summary>The string value of an expression, if known; the position moves past it.</summary>
    private string? Value(ref int at)
    {
        if (Factor(ref at) is not { } value)
        {
            return null;
        }

        while (at + 1 < _tokens.Count && _tokens[at].Kind is ForeignTokenKind.Sign
            && (_tokens[at].Text is "+" or "/" || (_tokens[at].Text is "." && _language is "perl" or "php")))
        {
            var isPath = _tokens[at].Text == "/";
            at++;
            if (Factor(ref at) is not { } next)
            {
                return value + Field.Unknown;
            }

            value = isPath ? $"{value}/{next}" : value + next;
        }

        return value;
    }

    private string? Factor(ref int at)
    {
        if (at >= _tokens.Count)
        {
            return null;
        }

        var token = _tokens[at];
        if (token.Kind is ForeignTokenKind.Text or ForeignTokenKind.Command)
        {
            at++;
            return Interpolated(token.Text);
        }

        // `(Path.home() / "x").glob("*")`.
        var inner = at + 1;
        if (token.Text is "(" && _language is "python" && _depth < MostDepth && Nested(ref inner) is { } nested)
        {
            at = EndOfCall(inner);
            return nested + Chained(inner, at);
        }

        if (token.Kind is not ForeignTokenKind.Name)
        {
            return null;
        }

        if (token.Text is "new")
        {
            at++;
            return Factor(ref at);
        }

        if (IsHome(token.Text, at))
        {
            var end = EndOfCall(at);
            var found = _call.Walk.Home + Chained(at, end);
            at = end;
            return found;
        }

        // Where Python looks for packages at every start.
        if (token.Text.EndsWith("getusersitepackages", StringComparison.Ordinal)
            || token.Text.EndsWith("getsitepackages", StringComparison.Ordinal))
        {
            at = EndOfCall(at);
            return InterpreterPrograms.UserPackages(_call);
        }

        if (_variables.TryGetValue(token.Text.TrimStart('$', '@'), out var value))
        {
            at++;
            return value;
        }

        // A function around the string: Path("x"), glob("x"), expanduser("x"), join(a, "b"), base64_decode("…").
        if (at + 1 < _tokens.Count && (_tokens[at + 1].Text is "("
            || (_tokens[at + 1].Kind is ForeignTokenKind.Text && token.Text is "glob" or "q" or "qw")))
        {
            return CallValue(ref at, token.Text);
        }

        return null;
    }

    /// <summary>The value of an expression in parentheses; the position moves to the closing one.</summary>
    private string? Nested(ref int at)
    {
        _depth++;
        var value = Value(ref at);
        _depth--;
        return at < _tokens.Count && _tokens[at].Text is ")" ? value : null;
    }

    // Once it is changed, the working folder is not followed.
    private bool ChangesFolder => _changesFolder ??= _tokens.Exists(token => token.Text.EndsWith("chdir", StringComparison.Ordinal));

    private string? CallValue(ref int at, string name)
    {
        var inner = at + (_tokens[at + 1].Text is "(" ? 2 : 1);
        _depth++;
        var parts = _depth < MostDepth ? List(inner) : [];
        _depth--;
        var (start, dot) = (at, name.LastIndexOfAny(['.', ':']));
        at = EndOfCall(at);
        var method = name[(dot + 1)..];
        if (_language is "python" && dot > 0 && _variables.TryGetValue(name[..dot], out var owner))
        {
            return method switch
            {
                "glob" or "rglob" or "joinpath" when parts.Count > 0 => $"{owner}/{string.Join('/', parts.Select(part => part.Text))}",
                "iterdir" => $"{owner}/*",
                "expanduser" or "resolve" or "absolute" => owner,
                _ => null,
            };
        }

        if (parts.Count == 0)
        {
            return name is "process.cwd" or "Deno.cwd" or "os.getcwd" or "getcwd" or "Path.cwd" or "pathlib.Path.cwd" or "Dir.pwd"
                && !ChangesFolder ? "." : null;
        }

        return method switch
        {
            "Path" or "PurePath" => string.Join('/', parts.Select(part => part.Text)) + Chained(start, at),
            "join" or "resolve" or "joinpath" or "expanduser" or "glob" or "abspath" or "realpath" or "expand_path" or "iglob"
                or "expandvars" or "str" or "q" or "qw" or "file_join" or "download" or "url" or "URI" or "URL" =>
                string.Join('/', parts.Select(part => part.Text)),
            "parse" when name is "URI.parse" => parts[0].Text,
            "base64_decode" or "b64decode" or "atob" or "decode_base64" or "decode64" => TextPrograms.Base64(parts[0].Text),
            "fromhex" or "unhexlify" or "hex2bin" => TextPrograms.Hex(parts[0].Text),
            "from" when parts.Count > 1 => parts[1].Text is "hex" ? TextPrograms.Hex(parts[0].Text)
                : parts[1].Text is "base64" ? TextPrograms.Base64(parts[0].Text) : parts[0].Text,
            "pack" when parts.Count > 1 && parts[0].Text is "H*" => TextPrograms.Hex(parts[1].Text),
            "RecursiveIteratorIterator" or "RecursiveDirectoryIterator" or "DirectoryIterator" or "FilesystemIterator" => parts[0].Text,
            "strrev" or "reversed" => string.Concat(parts[0].Text.Reverse()),
            _ => null,
        };
    }

    /// <summary>What a path's methods add to it in a chain of calls: `Path("x").glob("*.pdf")`, `Path.home().iterdir()`.</summary>
    private string Chained(int start, int end)
    {
        for (var at = start; at + 2 < end && _language is "python"; at++)
        {
            if (_tokens[at].Text is "." && _tokens[at + 2].Text is "(")
            {
                switch (_tokens[at + 1].Text)
                {
                    case "iterdir":
                        return "/*";
                    case "glob" or "rglob" or "joinpath" when at + 3 < end && _tokens[at + 3].Kind is ForeignTokenKind.Text:
                        return $"/{_tokens[at + 3].Text}";
                }
            }
        }

        return "";
    }

    private bool IsHome(string name, int at) => name switch
    {
        "os.homedir" or "homedir" or "Path.home" or "pathlib.Path.home" or "Dir.home" or "process.env.HOME" or "Bun.env.HOME"
            or "HOME" => true,
        "require" => _tokens.Skip(at + 1).Take(4).Select(token => token.Text) is var next && next.Contains("os")
            && _tokens.Skip(at).Take(8).Any(token => token.Text.Contains("homedir", StringComparison.Ordinal)),
        "os.environ" or "ENV" or "$ENV" or "$_ENV" or "$_SERVER" => at + 2 < _tokens.Count && _tokens[at + 2].Text is "HOME",
        "os.getenv" or "getenv" or "os.environ.get" or "ENV.fetch" or "Deno.env.get" =>
            at + 2 < _tokens.Count && _tokens[at + 2].Text is "HOME",
        _ => false,
    };

    /// <summary>Where a name's call or index ends, including all chained calls.</summary>
    private int EndOfCall(int at)
    {
        var most = Math.Min(_tokens.Count, at + MostCallTokens);
        at++;
        var joins = _language is "perl" or "php";
        while (at < most && _tokens[at] is { Kind: ForeignTokenKind.Sign, Text: "(" or "[" or "{" or "." }
            && !(joins && _tokens[at].Text is "."))
        {
            if (_tokens[at].Text is ".")
            {
                at += 2;
                continue;
            }

            var depth = 0;
            for (; at < most; at++)
            {
                depth += _tokens[at].Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
                if (depth == 0)
                {
                    at++;
                    break;
                }
            }
        }

        return Math.Min(at, _tokens.Count);
    }

    private string Interpolated(string text)
    {
        if (text.AsSpan().IndexOfAny('$', '#', '{') >= 0)
        {
            text = text.Replace("$ENV{HOME}", _call.Walk.Home, StringComparison.Ordinal).Replace("#{Dir.home}", _call.Walk.Home,
                StringComparison.Ordinal)
                .Replace("${os.homedir()}", _call.Walk.Home, StringComparison.Ordinal).Replace("${process.env.HOME}", _call.Walk.Home,
                    StringComparison.Ordinal)
                .Replace("${Deno.env.get(\"HOME\")}", _call.Walk.Home, StringComparison.Ordinal)
                .Replace("{$_SERVER['HOME']}", _call.Walk.Home, StringComparison.Ordinal);
            foreach (var (name, value) in _variables.Where(variable => variable.Value.Length < 512).Take(16))
            {
                text = text.Replace($"${{{name}}}", value, StringComparison.Ordinal).Replace($"{{{name}}}", value,
                    StringComparison.Ordinal);
                if (_language is "php")
                {
                    text = text.Replace($"{{${name}}}", value, StringComparison.Ordinal);
                    text = text.StartsWith($"${name}/", StringComparison.Ordinal) ? value + text[(name.Length + 1)..] : text;
                }
            }
        }

        return text.Length > Content.MostText ? text[..Content.MostText] : text;
    }
}

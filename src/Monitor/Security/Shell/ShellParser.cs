namespace ToolTime.Monitor.Security.Shell;

/// <summary>
/// Parses like a POSIX shell or bash, in time linear in the text, and never throws: invalid parts are skipped and reported by
/// <see cref="ShellScript.HasErrors"/>. Text beyond <see cref="MaxLength"/>, nesting beyond <see cref="MaxDepth"/> and anything after
/// <see cref="MostNodes"/> words and expansions is not read.
/// </summary>
internal sealed partial class ShellParser
{
    /// <summary>The longest text read, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>The deepest nesting of commands and expansions read.</summary>
    public const int MaxDepth = 48;

    /// <summary>How many words and expansions are read: some more than are walked afterwards.</summary>
    public const int MostNodes = 4096;

    private readonly string _text;
    private readonly List<PendingHereDocument> _pending = [];
    private int _at;
    private int _depth;
    private int _lookahead;
    private int _nodes;
    private bool _hasErrors;

    private ShellParser(string text, int depth, int nodes)
    {
        _hasErrors = text.Length > MaxLength;
        _text = (_hasErrors ? text[..MaxLength] : text).Replace("\r\n", "\n", StringComparison.Ordinal);
        (_depth, _nodes) = (depth, nodes);
        _lookahead = 4 * _text.Length;
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private bool IsAtEnd => _at >= _text.Length;

    /// <summary>Parses a whole script.</summary>
    public static ShellScript Parse(string text) => new ShellParser(text, depth: 0, nodes: 0).ReadScript();

    private ShellScript ReadInnerScript(string text)
    {
        var script = ShellScript.Empty;
        ReadInner(text, parser => script = parser.ReadScript());
        return script;
    }

    /// <summary>Parses text inside this one, within the same limits.</summary>
    private void ReadInner(string text, Action<ShellParser> read)
    {
        var parser = new ShellParser(text, _depth + 1, _nodes);
        read(parser);
        _nodes = parser._nodes;
        _hasErrors |= parser._hasErrors;
    }

    /// <summary>Counts a word or expansion; beyond the limit, the rest of the text is not read.</summary>
    private bool IsTooMuch()
    {
        if (_nodes++ < MostNodes)
        {
            return false;
        }

        _hasErrors = true;
        _at = _text.Length;
        return true;
    }

    private ShellScript ReadScript()
    {
        var statements = new List<ShellStatement>();
        while (true)
        {
            statements.AddRange(ReadList().Statements);
            if (IsAtEnd)
            {
                break;
            }

            // Something closes what was never opened.
            _hasErrors = true;
            SkipStray();
        }

        return new ShellScript(statements, _hasErrors);
    }

    private void SkipStray()
    {
        if (IsWordCharacter(Current))
        {
            SkipWhile(IsWordCharacter);
        }
        else
        {
            _at++;
        }
    }

    /// <summary>Reads statements up to the end, or up to what ends a list: `)`, `;;`, or a closing reserved word.</summary>
    private ShellScript ReadList()
    {
        if (_depth >= MaxDepth)
        {
            _hasErrors = true;
            _at = _text.Length;
            return ShellScript.Empty;
        }

        _depth++;
        var statements = new List<ShellStatement>();
        while (true)
        {
            SkipSeparators();
            if (IsAtEnd || IsAtListEnd())
            {
                break;
            }

            var before = _at;
            if (ReadAndOr() is { } command)
            {
                SkipBlanks();
                var isBackground = Current == '&' && Peek(1) is not '&';
                if (isBackground)
                {
                    _at++;
                }

                statements.Add(new ShellStatement(command, isBackground));
            }
            else if (_at == before)
            {
                _hasErrors = true;
                _at++;
            }
        }

        _depth--;
        return new ShellScript(statements, _hasErrors);
    }

    private ShellCommand? ReadAndOr()
    {
        var left = ReadPipeline();
        while (left is not null)
        {
            SkipBlanks();
            var isAnd = Current == '&' && Peek(1) == '&';
            if (!isAnd && !(Current == '|' && Peek(1) == '|'))
            {
                break;
            }

            _at += 2;
            SkipNewlines();
            if (ReadPipeline() is not { } right)
            {
                _hasErrors = true;
                break;
            }

            left = new ShellCommand.AndOr(left, isAnd, right);
        }

        return left;
    }

    private ShellCommand? ReadPipeline()
    {
        var isNegated = false;
        SkipBlanks();
        while (IsAtWord("!") || IsAtWord("time"))
        {
            isNegated |= Current == '!';
            _at += Current == '!' ? 1 : 4;
            SkipBlanks();
            if (IsAtWord("-p"))
            {
                _at += 2;
                SkipBlanks();
            }
        }

        if (ReadCommand() is not { } first)
        {
            return null;
        }

        var commands = new List<ShellCommand> { first };
        while (true)
        {
            SkipBlanks();
            if (Current != '|' || Peek(1) == '|')
            {
                break;
            }

            _at++;
            if (Current == '&')
            {
                _at++;
                commands[^1] = Redirected(commands[^1], new ShellRedirection("2", ">&", new ShellWord([new ShellPart.Text("1", IsQuoted: false)])));
            }

            SkipNewlines();
            if (ReadCommand() is not { } next)
            {
                _hasErrors = true;
                break;
            }

            commands.Add(next);
        }

        return commands is [var only] && !isNegated ? only : new ShellCommand.Pipeline([.. commands], isNegated);
    }

    private ShellCommand? ReadCommand()
    {
        SkipBlanks();
        if (IsAtEnd || IsAtListEnd())
        {
            return null;
        }

        return ReadCompound() ?? ReadFunction() ?? (ShellCommand?)ReadSimple();
    }

    private ShellCommand.Simple? ReadSimple()
    {
        var start = _at;
        var assignments = new List<ShellAssignment>();
        var words = new List<ShellWord>();
        var redirections = new List<ShellRedirection>();
        while (true)
        {
            SkipBlanks();
            if (ReadRedirection() is { } redirection)
            {
                redirections.Add(redirection);
            }
            else if (words.Count == 0 && ReadAssignment() is { } assignment)
            {
                assignments.Add(assignment);
            }
            else if (IsAtWordStart() && ReadWord(isCommand: words.Count == 0) is { } word)
            {
                words.Add(word);
                if (word.Bare() is "declare" or "local" or "export" or "readonly" or "typeset" && words.Count == 1)
                {
                    ReadDeclarations(words, assignments);
                }
            }
            else
            {
                break;
            }
        }

        var end = _at;
        while (end > start && IsBlank(_text[end - 1]))
        {
            end--;
        }

        return assignments.Count + words.Count + redirections.Count == 0 ? null
            : new ShellCommand.Simple(assignments, words, redirections, _text[start..end]);
    }

    /// <summary>Reads the arrays that `declare a=(…)` assigns; scalars stay words, which the builtin reads itself.</summary>
    private void ReadDeclarations(List<ShellWord> words, List<ShellAssignment> assignments)
    {
        while (true)
        {
            SkipBlanks();
            if (IsAtWordStart() && IsAtArrayAssignment() && ReadAssignment() is { } assignment)
            {
                assignments.Add(assignment);
            }
            else if (IsAtWordStart() && ReadWord(isCommand: false) is { } word)
            {
                words.Add(word);
            }
            else
            {
                return;
            }
        }
    }

    private static ShellCommand Redirected(ShellCommand command, ShellRedirection added) => command switch
    {
        ShellCommand.Simple simple => simple with { Redirections = [.. simple.Redirections, added] },
        ShellCommand.Group group => group with { Redirections = [.. group.Redirections, added] },
        _ => command,
    };
}

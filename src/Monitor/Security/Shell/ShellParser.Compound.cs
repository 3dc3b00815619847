namespace ToolTime.Monitor.Security.Shell;

/// <content>Compound commands and functions.</content>
internal sealed partial class ShellParser
{
    private ShellCommand? ReadCompound()
    {
        if (Current == '(')
        {
            return Peek(1) == '(' && ArithmeticEnd(_at + 2) is var end and >= 0 ? ReadArithmeticCommand(end) : ReadSubshell();
        }

        if (Current == '[' && Peek(1) == '[' && IsMeta(Peek(2)))
        {
            return ReadCondition();
        }

        if (IsAtWord("{"))
        {
            return ReadBraces();
        }

        return Current switch
        {
            'i' when IsAtWord("if") => ReadIf(),
            'w' when IsAtWord("while") => ReadWhile(isUntil: false),
            'u' when IsAtWord("until") => ReadWhile(isUntil: true),
            'f' when IsAtWord("for") => ReadFor(isSelect: false),
            's' when IsAtWord("select") => ReadFor(isSelect: true),
            'c' when IsAtWord("case") => ReadCase(),
            'c' when IsAtWord("coproc") => ReadCoprocess(),
            _ => null,
        };
    }

    private ShellCommand.Group ReadSubshell()
    {
        _at++;
        var body = ReadList();
        Accept(')');
        return new ShellCommand.Group(body, IsSubshell: true, ReadRedirections());
    }

    private ShellCommand.Group ReadBraces()
    {
        _at++;
        var body = ReadList();
        Accept("}");
        return new ShellCommand.Group(body, IsSubshell: false, ReadRedirections());
    }

    private ShellCommand? ReadCoprocess()
    {
        while (IsAtWord("coproc"))
        {
            _at += "coproc".Length;
            SkipBlanks();
        }

        return ReadCommand();
    }

    private ShellCommand.If ReadIf()
    {
        var branches = new List<ShellBranch>();
        ShellScript? otherwise = null;
        _at += 2;
        while (true)
        {
            var condition = ReadList();
            Accept("then");
            branches.Add(new ShellBranch(condition, ReadList()));
            SkipSeparators();
            if (!IsAtWord("elif"))
            {
                break;
            }

            _at += 4;
        }

        if (IsAtWord("else"))
        {
            _at += 4;
            otherwise = ReadList();
        }

        Accept("fi");
        return new ShellCommand.If(branches, otherwise, ReadRedirections());
    }

    private ShellCommand.While ReadWhile(bool isUntil)
    {
        _at += 5;
        var condition = ReadList();
        var body = ReadDo();
        return new ShellCommand.While(condition, body, isUntil, ReadRedirections());
    }

    private ShellCommand ReadFor(bool isSelect)
    {
        _at += isSelect ? 6 : 3;
        SkipBlanks();
        if (Current == '(' && Peek(1) == '(' && ArithmeticEnd(_at + 2) is var end and >= 0)
        {
            var header = ReadExpression(_at + 2, end);
            _at = end + 2;
            SkipSeparators();
            var loop = IsAtWord("{") ? ReadBraces().Body : ReadDo();
            return new ShellCommand.ArithmeticFor(header, loop, ReadRedirections());
        }

        var start = _at;
        SkipWhile(IsNameCharacter);
        var name = _text[start.._at];
        List<ShellWord>? words = null;
        SkipNewlines();
        if (IsAtWord("in"))
        {
            _at += 2;
            words = [];
            SkipBlanks();
            while (IsAtWordStart() && ReadWord(isCommand: false) is { } word)
            {
                words.Add(word);
                SkipBlanks();
            }
        }

        SkipSeparators();
        var body = IsAtWord("{") ? ReadBraces().Body : ReadDo();
        return new ShellCommand.For(name, words, body, isSelect, ReadRedirections());
    }

    private ShellScript ReadDo()
    {
        if (!Accept("do"))
        {
            return ShellScript.Empty;
        }

        var body = ReadList();
        Accept("done");
        return body;
    }

    private ShellCommand.Case ReadCase()
    {
        _at += 4;
        SkipBlanks();
        var subject = IsAtWordStart() ? ReadWord(isCommand: false) ?? ShellWord.Empty : ShellWord.Empty;
        SkipNewlines();
        Accept("in");
        var items = new List<ShellCaseItem>();
        while (true)
        {
            SkipSeparators();
            if (IsAtEnd || IsAtWord("esac"))
            {
                break;
            }

            if (ReadCaseItem() is not { } item)
            {
                _hasErrors = true;
                break;
            }

            items.Add(item);
        }

        Accept("esac");
        return new ShellCommand.Case(subject, items, ReadRedirections());
    }

    private ShellCaseItem? ReadCaseItem()
    {
        var patterns = new List<ShellWord>();
        if (Current == '(')
        {
            _at++;
        }

        while (true)
        {
            SkipBlanks();
            if (!IsAtWordStart() || ReadWord(isCommand: false) is not { } pattern)
            {
                return null;
            }

            patterns.Add(pattern);
            SkipBlanks();
            if (Current != '|')
            {
                break;
            }

            _at++;
        }

        Accept(')');
        var body = ReadList();
        while (Current is ';' or '&')
        {
            _at++;
        }

        return new ShellCaseItem(patterns, body);
    }

    private ShellCommand.Arithmetic ReadArithmeticCommand(int end)
    {
        var expression = ReadExpression(_at + 2, end);
        _at = end + 2;
        return new ShellCommand.Arithmetic(expression, ReadRedirections());
    }

    private ShellCommand.Test ReadCondition()
    {
        _at += 2;
        var words = new List<ShellWord>();
        while (true)
        {
            SkipNewlines();
            if (IsAtEnd || IsAtWord("]]"))
            {
                break;
            }

            // Its operators are not those of a list.
            if (Current is '(' or ')' or '<' or '>' or '&' or '|' or ';' && !IsAtProcess())
            {
                var length = Peek(1) == Current && Current is '&' or '|' ? 2 : 1;
                words.Add(new ShellWord([new ShellPart.Text(_text.Substring(_at, Math.Min(length, _text.Length - _at)), IsQuoted: false)]));
                _at = Math.Min(_at + length, _text.Length);
            }
            else if (!IsAtWordStart() || ReadWord(isCommand: false) is not { } word)
            {
                break;
            }
            else
            {
                words.Add(word);
            }
        }

        Accept("]]");
        return new ShellCommand.Test(words, ReadRedirections());
    }

    private ShellCommand.Function? ReadFunction()
    {
        var start = _at;
        var hasKeyword = IsAtWord("function");
        if (hasKeyword)
        {
            _at += "function".Length;
            SkipBlanks();
        }

        var nameStart = _at;
        SkipWhile(character => IsWordCharacter(character) && character is not ('$' or '`' or '"' or '\'' or '\\' or '='));
        var nameEnd = _at;
        SkipBlanks();
        var hasParentheses = Current == '(' && AfterBlanks(1) is var close && close < _text.Length && _text[close] == ')';
        if (nameEnd == nameStart || !(hasKeyword || hasParentheses))
        {
            _at = start;
            return null;
        }

        var name = _text[nameStart..nameEnd];
        if (hasParentheses)
        {
            _at = AfterBlanks(1) + 1;
        }

        SkipNewlines();
        if (_depth < MaxDepth && (ReadCompound() ?? ReadSimple()) is { } body)
        {
            return new ShellCommand.Function(name, body);
        }

        _at = start;
        return null;
    }

    private int AfterBlanks(int offset)
    {
        var at = _at + offset;
        while (at < _text.Length && IsBlank(_text[at]))
        {
            at++;
        }

        return at;
    }
}

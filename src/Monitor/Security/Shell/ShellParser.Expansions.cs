using System.Text;

namespace ToolTime.Monitor.Security.Shell;

/// <content>What begins with a dollar sign or a backtick.</content>
internal sealed partial class ShellParser
{
    private static readonly string[] ParameterOperators =
        [":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", "-", "=", "?", "+", "#", "%", "/", "^", ",", "@", ":"];

    private void ReadDollar(WordBuilder word, bool isQuoted)
    {
        if (IsTooMuch())
        {
            return;
        }

        var next = Peek(1);
        if (next == '\'' && !isQuoted)
        {
            ReadAnsiQuotes(word);
        }
        else if (next == '"' && !isQuoted)
        {
            _at += 2;
            ReadDoubleQuotes(word, isHereDocument: false);
        }
        else if (next == '(' && _depth < MaxDepth)
        {
            word.Add(ReadSubstitution(isQuoted));
        }
        else if (next == '[' && _text.IndexOf(']', _at, Math.Min(256, _text.Length - _at)) is var end and >= 0)
        {
            word.Add(new ShellPart.Arithmetic(ReadExpression(_at + 2, end), isQuoted));
            _at = end + 1;
        }
        else if (next == '{' && _depth < MaxDepth)
        {
            ReadBracedParameter(word, isQuoted);
        }
        else if (IsNameStart(next))
        {
            var start = ++_at;
            SkipWhile(IsNameCharacter);
            word.Add(new ShellPart.Parameter(_text[start.._at], null, "", null, isQuoted));
        }
        else if (char.IsAsciiDigit(next) || next is '@' or '*' or '#' or '?' or '$' or '!' or '-')
        {
            word.Add(new ShellPart.Parameter(next.ToString(), null, "", null, isQuoted));
            _at += 2;
        }
        else
        {
            word.Add('$', isQuoted);
            _at++;
        }
    }

    private ShellPart ReadSubstitution(bool isQuoted)
    {
        if (Peek(2) == '(' && ArithmeticEnd(_at + 3) is var end and >= 0)
        {
            var expression = ReadExpression(_at + 3, end);
            _at = end + 2;
            return new ShellPart.Arithmetic(expression, isQuoted);
        }

        _at += 2;
        var script = ReadList();
        Accept(')');
        return new ShellPart.Command(script, isQuoted);
    }

    private ShellPart.Command ReadBackticks(bool isQuoted)
    {
        if (IsTooMuch())
        {
            return new ShellPart.Command(ShellScript.Empty, isQuoted);
        }

        _at++;
        if (Current == '`' && !IsAtEnd)
        {
            _at++;
            return new ShellPart.Command(ShellScript.Empty, isQuoted);
        }

        var inner = new StringBuilder();
        while (!IsAtEnd && Current != '`')
        {
            if (Current == '\\' && (Peek(1) is '`' or '\\' or '$' || (isQuoted && Peek(1) == '"')))
            {
                _at++;
            }

            inner.Append(Current);
            _at++;
        }

        Accept('`');
        if (_depth >= MaxDepth || inner.Length == 0)
        {
            return new ShellPart.Command(ShellScript.Empty, isQuoted);
        }

        return new ShellPart.Command(ReadInnerScript(inner.ToString()), isQuoted);
    }

    private void ReadBracedParameter(WordBuilder word, bool isQuoted)
    {
        _at += 2;
        _depth++;
        var prefix = Current switch
        {
            '#' when Peek(1) is not '}' => "length",
            '!' when IsNameStart(Peek(1)) => "indirect",
            _ => "",
        };
        _at += prefix.Length > 0 ? 1 : 0;
        var start = _at;
        if (IsNameStart(Current))
        {
            SkipWhile(IsNameCharacter);
        }
        else if (char.IsAsciiDigit(Current))
        {
            SkipWhile(char.IsAsciiDigit);
        }
        else if (Current is '@' or '*' or '#' or '?' or '$' or '!' or '-')
        {
            _at++;
        }

        var name = _text[start.._at];
        ShellWord? index = null;
        if (Current == '[' && IndexEnd() is var end and > 0)
        {
            index = ReadExpression(_at + 1, end);
            _at = end + 1;
        }

        var found = prefix.Length > 0 ? prefix : Array.Find(ParameterOperators, candidate =>
            string.CompareOrdinal(_text, _at, candidate, 0, candidate.Length) == 0) ?? "";
        _at += prefix.Length > 0 ? 0 : found.Length;
        var argument = ReadParameterArgument(isQuoted);
        _depth--;
        word.Add(new ShellPart.Parameter(name, index, found, found.Length > 0 && prefix.Length == 0 ? argument : null, isQuoted));
    }

    private ShellWord ReadParameterArgument(bool isQuoted)
    {
        var argument = new WordBuilder();
        while (!IsAtEnd && Current != '}')
        {
            if (isQuoted && Current == '\'')
            {
                argument.Add(Current, isQuoted: true);
                _at++;
            }
            else
            {
                ReadPart(argument);
            }
        }

        Accept('}');
        return argument.Build();
    }

    private int IndexEnd()
    {
        var open = 0;
        for (var at = _at; at < _text.Length && _lookahead > 0; at++, _lookahead--)
        {
            open += _text[at] switch { '[' => 1, ']' => -1, _ => 0 };
            if (open == 0)
            {
                return at;
            }

            if (_text[at] == '\n')
            {
                break;
            }
        }

        return -1;
    }

    /// <summary>
    /// The position of the `))` that closes an arithmetic expression starting at <paramref name="start"/>; -1 if it is not one.
    /// </summary>
    private int ArithmeticEnd(int start)
    {
        var open = 0;
        for (var at = start; at < _text.Length && _lookahead > 0; at++, _lookahead--)
        {
            if (_text[at] == '(')
            {
                open++;
            }
            else if (_text[at] == ')' && open-- == 0)
            {
                return at + 1 < _text.Length && _text[at + 1] == ')' ? at : -1;
            }
            else if (_text[at] is '\'' or ';' && !IsForHeader(start))
            {
                return -1;
            }
        }

        return -1;
    }

    private bool IsForHeader(int start) => start >= 2 && _text.AsSpan(0, start - 2).TrimEnd().EndsWith("for", StringComparison.Ordinal);

    /// <summary>Reads part of the text as an expression: its expansions, and everything else as text.</summary>
    private ShellWord ReadExpression(int start, int end)
    {
        var word = new WordBuilder();
        if (_depth < MaxDepth)
        {
            ReadInner(_text[start..end], parser => parser.ReadDoubleQuotes(word, isHereDocument: true));
        }

        return word.Build();
    }
}

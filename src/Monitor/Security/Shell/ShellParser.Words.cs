namespace ToolTime.Monitor.Security.Shell;

/// <content>Words, quotes, assignments and redirections.</content>
internal sealed partial class ShellParser
{
    private ShellWord? ReadWord(bool isCommand)
    {
        if (IsTooMuch())
        {
            return null;
        }

        if (ReadPlainWord() is { } plain)
        {
            return plain;
        }

        var word = new WordBuilder();
        while (!IsAtEnd)
        {
            var current = Current;
            if (IsAtProcess())
            {
                word.Add(ReadProcess());
            }
            else if (current == '(' && word.LastBare is '?' or '*' or '+' or '@' or '!' && current == '('
                && !(isCommand && word.Bare == "!"))
            {
                ReadPatternList(word);
            }
            else if (IsMeta(current) && current != '\0')
            {
                break;
            }
            else
            {
                ReadPart(word);
            }
        }

        return word.IsEmpty ? null : word.Build();
    }

    /// <summary>Reads a word of only letters, digits and a few signs, as most are; null if there is none.</summary>
    private ShellWord? ReadPlainWord()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '-' or '_' or '.' or '/' or ':' or ','))
        {
            end++;
        }

        if (end == _at || (end < _text.Length && (!IsMeta(_text[end]) || _text[end] is '(' or '<' or '>' or '\0')))
        {
            return null;
        }

        var word = new ShellWord([new ShellPart.Text(_text[_at..end], IsQuoted: false)]);
        _at = end;
        return word;
    }

    private ShellPart.Process ReadProcess()
    {
        var isOutput = Current == '>';
        _at += 2;
        var script = ReadList();
        Accept(')');
        return new ShellPart.Process(script, isOutput);
    }

    /// <summary>Reads the `(a|b)` of `@(a|b)` as text.</summary>
    private void ReadPatternList(WordBuilder word)
    {
        var open = 0;
        while (!IsAtEnd && Current != '\n')
        {
            open += Current switch { '(' => 1, ')' => -1, _ => 0 };
            if (Current is '\'' or '"' or '\\' or '$' or '`')
            {
                ReadPart(word);
                continue;
            }

            word.Add(Current, isQuoted: false);
            _at++;
            if (open == 0)
            {
                return;
            }
        }
    }

    private void ReadPart(WordBuilder word)
    {
        switch (Current)
        {
            case '\\':
                ReadEscape(word);
                break;
            case '\'':
                ReadSingleQuotes(word);
                break;
            case '"':
                _at++;
                ReadDoubleQuotes(word, isHereDocument: false);
                break;
            case '$':
                ReadDollar(word, isQuoted: false);
                break;
            case '`':
                word.Add(ReadBackticks(isQuoted: false));
                break;
            default:
                word.Add(Current, isQuoted: false);
                _at++;
                break;
        }
    }

    private void ReadEscape(WordBuilder word)
    {
        _at++;
        if (IsAtEnd)
        {
            word.Add('\\', isQuoted: true);
        }
        else if (Current == '\n')
        {
            _at++;
        }
        else
        {
            word.Add(Current, isQuoted: true);
            _at++;
        }
    }

    private void ReadSingleQuotes(WordBuilder word)
    {
        var end = _text.IndexOf('\'', _at + 1);
        _hasErrors |= end < 0;
        end = end < 0 ? _text.Length : end;
        word.Add(_text.AsSpan(_at + 1, end - _at - 1), isQuoted: true);
        _at = Math.Min(end + 1, _text.Length);
    }

    /// <summary>Reads to the closing quote, or the whole text of a here-document, whose quotes are text.</summary>
    private void ReadDoubleQuotes(WordBuilder word, bool isHereDocument)
    {
        word.Add("", isQuoted: true);
        while (!IsAtEnd)
        {
            switch (Current)
            {
                case '"' when !isHereDocument:
                    _at++;
                    return;
                case '\\' when Peek(1) is '$' or '`' or '\\' || (Peek(1) == '"' && !isHereDocument):
                    word.Add(Peek(1), isQuoted: true);
                    _at += 2;
                    break;
                case '\\' when Peek(1) == '\n':
                    _at += 2;
                    break;
                case '$':
                    ReadDollar(word, isQuoted: true);
                    break;
                case '`':
                    word.Add(ReadBackticks(isQuoted: true));
                    break;
                default:
                    word.Add(Current, isQuoted: true);
                    _at++;
                    break;
            }
        }

        _hasErrors |= !isHereDocument;
    }

    private bool IsAtArrayAssignment()
    {
        var at = _at;
        while (at < _text.Length && IsNameCharacter(_text[at]))
        {
            at++;
        }

        return at > _at && at + 1 < _text.Length && _text[at] == '=' && _text[at + 1] == '(';
    }

    private ShellAssignment? ReadAssignment()
    {
        var start = _at;
        if (!IsNameStart(Current))
        {
            return null;
        }

        SkipWhile(IsNameCharacter);
        var nameEnd = _at;
        ShellWord? index = null;
        if (Current == '[' && IndexEnd() is var end and > 0 && end + 1 < _text.Length && _text[end + 1] is '=' or '+')
        {
            index = ReadExpression(_at + 1, end);
            _at = end + 1;
        }

        var isAppended = Current == '+' && Peek(1) == '=';
        if (Current != '=' && !isAppended)
        {
            _at = start;
            return null;
        }

        var name = _text[start..nameEnd];
        _at += isAppended ? 2 : 1;
        if (Current == '(')
        {
            return new ShellAssignment(name, index, isAppended, null, ReadElements());
        }

        var value = IsAtWordStart() && !IsAtEnd ? ReadWord(isCommand: false) : null;
        return new ShellAssignment(name, index, isAppended, value ?? ShellWord.Empty, null);
    }

    private List<ShellWord> ReadElements()
    {
        _at++;
        var elements = new List<ShellWord>();
        while (true)
        {
            SkipNewlines();
            if (IsAtEnd || !IsAtWordStart() || ReadWord(isCommand: false) is not { } element)
            {
                break;
            }

            elements.Add(element);
        }

        Accept(')');
        return elements;
    }

    private List<ShellRedirection> ReadRedirections()
    {
        var redirections = new List<ShellRedirection>();
        while (true)
        {
            SkipBlanks();
            if (ReadRedirection() is not { } redirection)
            {
                return redirections;
            }

            redirections.Add(redirection);
        }
    }

    private ShellRedirection? ReadRedirection()
    {
        var start = _at;
        if (Current == '{')
        {
            _at++;
            SkipWhile(IsNameCharacter);
            _at += Current == '}' ? 1 : 0;
        }
        else
        {
            SkipWhile(char.IsAsciiDigit);
        }

        var descriptor = _text[start.._at];
        if (ReadRedirectionOperator(hasDescriptor: descriptor.Length > 0) is not { } found)
        {
            _at = start;
            return null;
        }

        SkipBlanks();
        if (found is "<<" or "<<-")
        {
            return ReadHereDocumentHead(descriptor, found == "<<-");
        }

        var target = IsAtWordStart() ? ReadWord(isCommand: false) : null;
        _hasErrors |= target is null;
        return new ShellRedirection(descriptor, found, target ?? ShellWord.Empty);
    }

    private string? ReadRedirectionOperator(bool hasDescriptor)
    {
        var found = (Current, Peek(1), Peek(2)) switch
        {
            ('&', '>', '>') when !hasDescriptor => "&>>",
            ('&', '>', _) when !hasDescriptor => "&>",
            ('<', '<', '<') => "<<<",
            ('<', '<', '-') => "<<-",
            ('<', '<', _) => "<<",
            ('<', '&', _) => "<&",
            ('<', '>', _) => "<>",
            ('<', '(', _) or ('>', '(', _) => null,
            ('<', _, _) => "<",
            ('>', '>', _) => ">>",
            ('>', '&', _) => ">&",
            ('>', '|', _) => ">|",
            ('>', _, _) => ">",
            _ => null,
        };
        _at += found?.Length ?? 0;
        return found;
    }
}

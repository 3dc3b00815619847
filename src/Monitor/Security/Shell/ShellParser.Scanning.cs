namespace ToolTime.Monitor.Security.Shell;

/// <content>Characters, blanks, comments and reserved words.</content>
internal sealed partial class ShellParser
{
    private static readonly string[] ListEnds = ["then", "elif", "else", "fi", "do", "done", "esac", "}"];

    private char Peek(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

    private static bool IsBlank(char value) => value is ' ' or '\t' or '\r' or '\v' or '\f' or '\u00a0';

    private static bool IsNameStart(char value) => char.IsAsciiLetter(value) || value == '_';

    private static bool IsNameCharacter(char value) => char.IsAsciiLetterOrDigit(value) || value == '_';

    private static bool IsMeta(char value) => value is '\0' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')' || IsBlank(value);

    private static bool IsWordCharacter(char value) => !IsMeta(value);

    private bool IsAtWordStart() => !IsAtEnd && (IsWordCharacter(Current) || Current == '\0' || IsAtProcess());

    private bool IsAtProcess() => Current is '<' or '>' && Peek(1) == '(';

    /// <summary>Whether exactly this reserved word comes next.</summary>
    private bool IsAtWord(string word) =>
        string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0 && IsMeta(Peek(word.Length));

    private bool IsAtListEnd()
    {
        if (Current == ')' || (Current == ';' && Peek(1) is ';' or '&' && Current == ';'))
        {
            return true;
        }

        if (Current is not ('t' or 'e' or 'f' or 'd' or '}'))
        {
            return false;
        }

        foreach (var word in ListEnds)
        {
            if (IsAtWord(word))
            {
                return true;
            }
        }

        return false;
    }

    private void SkipWhile(Func<char, bool> condition)
    {
        while (!IsAtEnd && condition(Current))
        {
            _at++;
        }
    }

    /// <summary>Skips blanks, continued lines and a comment.</summary>
    private void SkipBlanks()
    {
        while (!IsAtEnd)
        {
            if (IsBlank(Current))
            {
                _at++;
            }
            else if (Current == '\\' && Peek(1) == '\n')
            {
                _at += 2;
            }
            else if (Current == '#')
            {
                var end = _text.IndexOf('\n', _at);
                _at = end < 0 ? _text.Length : end;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Skips blanks and newlines; a newline reads the pending here-documents.</summary>
    private void SkipNewlines()
    {
        SkipBlanks();
        while (Current == '\n' && !IsAtEnd)
        {
            _at++;
            ReadHereDocuments();
            SkipBlanks();
        }
    }

    private void SkipSeparators()
    {
        SkipNewlines();
        while (!IsAtEnd && Current == ';' && Peek(1) is not (';' or '&'))
        {
            _at++;
            SkipNewlines();
        }
    }

    private bool Accept(string word)
    {
        SkipSeparators();
        if (!IsAtWord(word))
        {
            _hasErrors = true;
            return false;
        }

        _at += word.Length;
        return true;
    }

    private bool Accept(char value)
    {
        if (Current != value)
        {
            _hasErrors = true;
            return false;
        }

        _at++;
        return true;
    }
}

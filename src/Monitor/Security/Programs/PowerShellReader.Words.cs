using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>The words of a line: quotes, variables, parentheses and escapes.</summary>
internal sealed partial class PowerShellReader
{
    private void EndWord(List<Field> words)
    {
        if (_hasWord)
        {
            words.Add(new Field(_word.ToString(), _data));
        }

        _word.Clear();
        _hasWord = false;
        _data = DataKinds.None;
    }

    private void Add(string value, DataKinds data = DataKinds.None)
    {
        _word.Append(value);
        _data |= data;
        _hasWord = true;
    }

    private void ReadPart(char current)
    {
        switch (current)
        {
            case '\'' when !isPrompt:
                ReadQuoted('\'', expands: false);
                break;
            case '"':
                ReadQuoted('"', expands: true);
                break;
            case '`' when !isPrompt && _at + 1 < text.Length:
            case '^' when isPrompt && _at + 1 < text.Length:
                Add(text[_at + 1].ToString());
                _at += 2;
                break;
            case '$' when !isPrompt:
                ReadVariable();
                break;
            case '%' when isPrompt:
                ReadPercent();
                break;
            case '(' or '{' when !isPrompt:
            case '@' when !isPrompt && _at + 1 < text.Length && text[_at + 1] is '(' or '{':
                _at += current == '@' ? 1 : 0;
                ReadNested();
                break;
            case '#' when !isPrompt && _word.Length == 0:
                _at = text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
                break;
            // `"i"+"ex"` and `$a+$b` are one text.
            case '+' when !isPrompt && _isValue && _at + 1 < text.Length && text[_at + 1] is '"' or '\'' or '$' or '(':
                _at++;
                return;
            case '(' when isPrompt && _word.Length == 0:
                _groups++;
                _at++;
                break;
            case ')' when isPrompt && _groups > 0:
                _groups--;
                _at++;
                break;
            default:
                Add(current.ToString());
                _at++;
                break;
        }

        _isValue = current is '"' or '\'' or '$' or '(';
    }

    private void ReadQuoted(char quote, bool expands)
    {
        _at++;
        Add("");
        while (_at < text.Length)
        {
            if (text[_at] == quote)
            {
                if (_at + 1 < text.Length && text[_at + 1] == quote)
                {
                    Add(quote.ToString());
                    _at += 2;
                    continue;
                }

                _at++;
                return;
            }

            if (expands && text[_at] == '$' && !isPrompt)
            {
                ReadVariable();
            }
            else if (expands && text[_at] == '%' && isPrompt)
            {
                ReadPercent();
            }
            else if (expands && text[_at] == '`' && !isPrompt && _at + 1 < text.Length)
            {
                Add(text[_at + 1].ToString());
                _at += 2;
            }
            else
            {
                Add(text[_at++].ToString());
            }
        }
    }

    private void ReadVariable()
    {
        _at++;
        if (_at < text.Length && text[_at] == '(')
        {
            ReadNested();
            return;
        }

        var isBraced = _at < text.Length && text[_at] == '{';
        _at += isBraced ? 1 : 0;
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or ':'))
        {
            _at++;
        }

        var name = text[start.._at].TrimEnd(':');
        _at += isBraced && _at < text.Length ? 1 : 0;
        if (variable(name) is var known && _at < text.Length && text[_at] == '.'
            && (name.Equals("profile", StringComparison.OrdinalIgnoreCase) || (known.Text.Contains('/', StringComparison.Ordinal)
                && IsPathMember())))
        {
            // `$PROFILE.CurrentUserAllHosts` is one of its files, and `$_.FullName` the path of what is listed.
            while (++_at < text.Length && char.IsAsciiLetter(text[_at]))
            {
            }
        }

        if (name.Length == 0)
        {
            Add("$");
            return;
        }

        Add(known.Text, known.Data);
    }

    private bool IsPathMember() => text.AsSpan(_at + 1).StartsWith("FullName", StringComparison.OrdinalIgnoreCase)
        || text.AsSpan(_at + 1).StartsWith("Root", StringComparison.OrdinalIgnoreCase)
        || text.AsSpan(_at + 1).StartsWith("PSPath", StringComparison.OrdinalIgnoreCase)
        || text.AsSpan(_at + 1).StartsWith("Path", StringComparison.OrdinalIgnoreCase);

    private void ReadPercent()
    {
        var end = text.IndexOf('%', _at + 1);
        if (end < 0 || end - _at > 64)
        {
            Add("%");
            _at++;
            return;
        }

        var value = variable(text[(_at + 1)..end].Split(':')[0]);
        Add(value.Text, value.Data);
        _at = end + 1;
    }

    private void ReadNested()
    {
        var value = nested(Inside());
        Add(value.Text, value.Data);
    }
}

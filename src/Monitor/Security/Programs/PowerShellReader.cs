using System.Text;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Splits a PowerShell or command prompt line into pipelines, commands and words.</summary>
/// <param name="text">The command line.</param>
/// <param name="isPrompt">Whether it is the command prompt's, with other separators, quotes and variables.</param>
/// <param name="variable">The value of an environment or shell variable.</param>
/// <param name="nested">Runs the content of parentheses, and returns its result.</param>
/// <param name="depth">How many loops are around it.</param>
internal sealed class PowerShellReader(string text, bool isPrompt, Func<string, Field> variable, Func<string, Field> nested, int depth = 0)
{
    /// <summary>Stands between a variable and the text that it is set to; before a command there is `=`.</summary>
    public const string TextSign = "= text";

    /// <summary>The cmdlet that runs a block for each thing that it is given.</summary>
    public const string Loop = "foreach-object";

    private const int MostLoops = 8;

    private readonly StringBuilder _word = new();
    private DataKinds _data;
    private bool _hasWord;
    private int _at;
    private int _groups;
    private bool _isValue;

    /// <summary>The pipelines in their order, each before what follows is read, so that it may set variables for that; redirection
    /// signs are words of their own.</summary>
    public IEnumerable<List<List<Field>>> Read()
    {
        var pipeline = new List<List<Field>> { new() };
        while (_at < text.Length)
        {
            var current = text[_at];
            if (IsSeparator(current, out var length))
            {
                EndWord(pipeline[^1]);
                _at += length;
                yield return pipeline;
                pipeline = [[]];
            }
            else if (current == '|')
            {
                EndWord(pipeline[^1]);
                _at++;
                pipeline.Add([]);
            }
            else if (current == ' ' && _isValue && !isPrompt && NextPart() is { } next)
            {
                _at = next;
            }
            else if (char.IsWhiteSpace(current) || (current == ',' && !isPrompt))
            {
                EndWord(pipeline[^1]);
                _at++;
            }
            else if (current == '(' && pipeline[^1].Count == 0 && IsCommandName())
            {
                // `IEX(iwr …)` is a command with its argument.
                EndWord(pipeline[^1]);
            }
            else if (current == '>' || (current is '<' && isPrompt))
            {
                EndWord(pipeline[^1]);
                length = _at + 1 < text.Length && text[_at + 1] == '>' ? 2 : 1;
                pipeline[^1].Add(new Field(text.Substring(_at, length)));
                _at += length;
            }
            else if (current == '(' && !isPrompt && pipeline is [[{ Text: "foreach" }]] && ReadLoop() is { } loop)
            {
                pipeline = loop;
            }
            else if (current == '{' && pipeline.Count > 1 && (IsLoop(pipeline[^1]) || FiltersEnvironment(pipeline)))
            {
                var block = Inside();
                pipeline[^1].Add(new Field(block));
            }
            else if (current == '$' && pipeline is [{ Count: 0 }] && ReadTarget() is { } target)
            {
                pipeline[^1].AddRange([new Field($"${target}"), new Field(IsTextNext() ? TextSign : "=")]);
            }
            else
            {
                ReadPart(current);
            }
        }

        EndWord(pipeline[^1]);
        yield return pipeline;
    }

    /// <summary>Where the next part of a text starts, as in `"a" + $b`; null if there is none.</summary>
    private int? NextPart()
    {
        var sign = text.AsSpan(_at).TrimStart(' ');
        var part = sign is ['+', ..] ? sign[1..].TrimStart(' ') : [];
        return part is ['"' or '\'' or '$' or '(', ..] ? text.Length - part.Length : null;
    }

    /// <summary>Whether a command runs its block for each thing that it is given.</summary>
    private bool IsLoop(List<Field> command) => !isPrompt && command is [{ Text: var name }, ..]
        && (name is "%" or "foreach" || name.Equals(Loop, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the block that opens is the condition of `Get-ChildItem Env: | Where-Object { … }`.</summary>
    private static bool FiltersEnvironment(List<List<Field>> pipeline) => pipeline[^1] is [{ Text: var name }]
        && PowerShellVariables.IsFilter(name) && pipeline[0].Exists(word => word.Text.StartsWith("Env:", StringComparison.OrdinalIgnoreCase));

    /// <summary>`foreach ($f in A) { B }` as `A | foreach-object $f { B }`; null, with nothing read, if it is not one.</summary>
    private List<List<Field>>? ReadLoop()
    {
        if (depth >= MostLoops)
        {
            return null;
        }

        var start = _at;
        var head = Inside();
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        var between = head.IndexOf(" in ", StringComparison.OrdinalIgnoreCase);
        if (between < 2 || !head.StartsWith('$') || _at >= text.Length || text[_at] != '{')
        {
            _at = start;
            return null;
        }

        var given = new PowerShellReader(head[(between + 4)..].TrimStart(), isPrompt, variable, nested, depth + 1).Read().First();
        given.Add([new Field(Loop), new Field(head[..between].Trim()), new Field(Inside())]);
        return given;
    }

    /// <summary>The text of the parentheses or braces that open here; reads past them.</summary>
    private string Inside()
    {
        var (open, start) = (0, _at + 1);
        for (; _at < text.Length; _at++)
        {
            open += text[_at] switch { '(' or '{' => 1, ')' or '}' => -1, _ => 0 };
            if (open == 0)
            {
                break;
            }
        }

        var inside = text[Math.Min(start, text.Length)..Math.Min(_at, text.Length)];
        _at = Math.Min(_at + 1, text.Length);
        return inside;
    }

    /// <summary>Whether the word read so far can be a command's name, and no type, member or variable.</summary>
    private bool IsCommandName()
    {
        if (isPrompt || _word.Length == 0 || _data != DataKinds.None)
        {
            return false;
        }

        // `.("iex")` and `&("iex")` call what is in the parentheses.
        for (var at = 0; at < _word.Length && !(_word.Length == 1 && _word[0] is '.' or '&'); at++)
        {
            if (!char.IsAsciiLetter(_word[at]) && _word[at] != '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The variable that a command such as `$x = …` sets; null for any other command.</summary>
    private string? ReadTarget()
    {
        if (isPrompt || _hasWord)
        {
            return null;
        }

        var end = _at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or ':'))
        {
            end++;
        }

        var sign = end;
        while (sign < text.Length && text[sign] == ' ')
        {
            sign++;
        }

        if (end == _at + 1 || sign >= text.Length || text[sign] != '=' || (sign + 1 < text.Length && text[sign + 1] == '='))
        {
            return null;
        }

        var name = text[(_at + 1)..end];
        _at = sign + 1;
        return name;
    }

    /// <summary>Whether a string or a variable comes next, and not a command.</summary>
    private bool IsTextNext()
    {
        var next = _at + (text.Length - _at - text.AsSpan(_at).TrimStart(' ').Length);
        if (next >= text.Length || text[next] != '$')
        {
            return next < text.Length && text[next] is '"' or '\'';
        }

        for (next++; next < text.Length && (char.IsAsciiLetterOrDigit(text[next]) || text[next] is '_' or ':'); next++)
        {
        }

        return next >= text.Length || text[next] is not ('.' or '(' or '[');
    }

    private bool IsSeparator(char current, out int length)
    {
        var next = _at + 1 < text.Length ? text[_at + 1] : '\0';
        length = (current, next) is ('&', '&') or ('|', '|') ? 2 : 1;
        return length == 2 || current == '\n' || (current == ';' && !isPrompt) || (current == '&' && (isPrompt || _word.Length > 0));
    }

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

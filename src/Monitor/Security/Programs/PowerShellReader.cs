using System.Text;
using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Splits a PowerShell or command prompt line into pipelines, commands and words.</summary>
/// <param name="text">The command line.</param>
/// <param name="isPrompt">Whether it is the command prompt's, with other separators, quotes and variables.</param>
/// <param name="variable">The value of an environment or shell variable.</param>
/// <param name="nested">Runs the content of parentheses, and returns its result.</param>
/// <param name="depth">How many loops are around it.</param>
internal sealed partial class PowerShellReader(
    string text,
    bool isPrompt,
    Func<string, Field> variable,
    Func<string, Field> nested,
    int depth = 0)
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
            if (IsContinued(current, pipeline, out var length))
            {
                EndWord(pipeline[^1]);
                _at += length;
            }
            else if (IsSeparator(current, out length))
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

    /// <summary>
    /// Whether a command goes on in the next line: this one ends with a sign for that or a `|`, or the next begins with one.
    /// </summary>
    private bool IsContinued(char current, List<List<Field>> pipeline, out int length)
    {
        var end = current == '\r' || current == (isPrompt ? '^' : '`') ? _at + 1 : _at;
        end += end > _at && end < text.Length && text[end] == '\r' ? 1 : 0;
        length = end + 1 - _at;
        if (end >= text.Length || text[end] != '\n')
        {
            return false;
        }

        return current is '`' or '^' || (pipeline.Count > 1 && pipeline[^1].Count == 0 && !_hasWord)
            || (!isPrompt && text.AsSpan(end + 1).TrimStart(" \t") is ['|', not '|', ..]);
    }

    private bool IsSeparator(char current, out int length)
    {
        var next = _at + 1 < text.Length ? text[_at + 1] : '\0';
        length = (current, next) is ('&', '&') or ('|', '|') ? 2 : 1;
        return length == 2 || current == '\n' || (current == ';' && !isPrompt) || (current == '&' && (isPrompt || _word.Length > 0));
    }
}

using System.Text;

namespace ToolTime.Monitor.Security.Shell;

/// <summary>
/// Writes a script so that parsing it gives the same script again: one statement per line, literal text in single quotes if needed.
/// </summary>
internal sealed class ShellPrinter
{
    private readonly StringBuilder _text = new();
    private readonly Queue<string> _hereDocuments = [];

    /// <summary>The text of a whole script.</summary>
    public static string Print(ShellScript script)
    {
        var printer = new ShellPrinter();
        printer.Write(script);
        return printer._text.ToString();
    }

    private void Write(ShellScript script)
    {
        foreach (var statement in script.Statements)
        {
            Write(statement.Command);
            _text.Append(statement.IsBackground ? " &" : "");
            NewLine();
        }
    }

    private void Block(string before, ShellScript body)
    {
        _text.Append(before);
        NewLine();
        Write(body);
    }

    private void NewLine()
    {
        _text.Append('\n');
        while (_hereDocuments.TryDequeue(out var document))
        {
            _text.Append(document);
        }
    }

    private void Write(ShellCommand command)
    {
        switch (command)
        {
            case ShellCommand.Simple simple:
                Write(simple);
                break;
            case ShellCommand.Pipeline pipeline:
                _text.Append(pipeline.IsNegated ? "! " : "");
                Join(pipeline.Commands, " | ");
                break;
            case ShellCommand.AndOr list:
                foreach (var (index, (isAnd, link)) in list.Chain().Index())
                {
                    _text.Append(index == 0 ? "" : isAnd ? " && " : " || ");
                    Write(link);
                }

                break;
            case ShellCommand.Group group:
                Block(group.IsSubshell ? "(" : "{", group.Body);
                _text.Append(group.IsSubshell ? ')' : '}');
                Write(group.Redirections);
                break;
            case ShellCommand.Arithmetic arithmetic:
                _text.Append("((");
                Inside(arithmetic.Expression);
                _text.Append("))");
                Write(arithmetic.Redirections);
                break;
            case ShellCommand.Test condition:
                _text.Append("[[");
                Write(condition.Words);
                _text.Append(" ]]");
                Write(condition.Redirections);
                break;
            case ShellCommand.Function function:
                _text.Append(function.Name).Append("() ");
                Write(function.Body);
                break;
            default:
                WriteControl(command);
                break;
        }
    }

    private void WriteControl(ShellCommand command)
    {
        switch (command)
        {
            case ShellCommand.If choice:
                foreach (var (index, branch) in choice.Branches.Index())
                {
                    Block(index == 0 ? "if" : "elif", branch.Condition);
                    Block("then", branch.Body);
                }

                if (choice.Else is { } otherwise)
                {
                    Block("else", otherwise);
                }

                _text.Append("fi");
                Write(choice.Redirections);
                break;
            case ShellCommand.While loop:
                Block(loop.IsUntil ? "until" : "while", loop.Condition);
                Loop(loop.Body, loop.Redirections);
                break;
            case ShellCommand.For loop:
                _text.Append(loop.IsSelect ? "select " : "for ").Append(loop.Variable);
                if (loop.Words is { } words)
                {
                    _text.Append(" in");
                    Write(words);
                }

                NewLine();
                Loop(loop.Body, loop.Redirections);
                break;
            case ShellCommand.ArithmeticFor loop:
                _text.Append("for ((");
                Inside(loop.Header);
                _text.Append("))");
                NewLine();
                Loop(loop.Body, loop.Redirections);
                break;
            case ShellCommand.Case choice:
                WriteCase(choice);
                break;
        }
    }

    private void Loop(ShellScript body, IReadOnlyList<ShellRedirection> redirections)
    {
        Block("do", body);
        _text.Append("done");
        Write(redirections);
    }

    private void WriteCase(ShellCommand.Case choice)
    {
        _text.Append("case ");
        Write(choice.Subject);
        _text.Append(" in");
        NewLine();
        foreach (var item in choice.Items)
        {
            _text.Append('(');
            foreach (var (index, pattern) in item.Patterns.Index())
            {
                _text.Append(index == 0 ? "" : " | ");
                Write(pattern);
            }

            Block(")", item.Body);
            _text.Append(";;");
            NewLine();
        }

        _text.Append("esac");
        Write(choice.Redirections);
    }

    private void Write(ShellCommand.Simple simple)
    {
        var start = _text.Length;
        foreach (var assignment in simple.Assignments)
        {
            Space(start);
            Write(assignment);
        }

        foreach (var word in simple.Words)
        {
            Space(start);
            Write(word);
        }

        foreach (var redirection in simple.Redirections)
        {
            Space(start);
            Write(redirection);
        }
    }

    private void Write(ShellAssignment assignment)
    {
        _text.Append(assignment.Name);
        if (assignment.Index is { } index)
        {
            _text.Append('[');
            Inside(index);
            _text.Append(']');
        }

        _text.Append(assignment.IsAppended ? "+=" : "=");
        if (assignment.Elements is { } elements)
        {
            _text.Append('(');
            Write(elements);
            _text.Append(" )");
        }
        else if (assignment.Value is { Parts.Count: > 0 } value)
        {
            Write(value);
        }
    }

    private void Write(IReadOnlyList<ShellRedirection> redirections)
    {
        foreach (var redirection in redirections)
        {
            _text.Append(' ');
            Write(redirection);
        }
    }

    private void Write(ShellRedirection redirection)
    {
        _text.Append(redirection.Descriptor).Append(redirection.Operator);
        if (redirection.Operator != "<<")
        {
            _text.Append(' ');
            Write(redirection.Target);
            return;
        }

        var printer = new ShellPrinter();
        var isLiteral = redirection.Target.Parts.All(part => part is ShellPart.Text);
        if (isLiteral)
        {
            printer._text.Append(redirection.Target.Literal());
        }
        else
        {
            printer.Inside(redirection.Target);
        }

        var body = printer._text.ToString();
        var delimiter = "END";
        while (body.Contains(delimiter, StringComparison.Ordinal))
        {
            delimiter += "_";
        }

        _text.Append(isLiteral ? $"'{delimiter}'" : delimiter);
        _hereDocuments.Enqueue($"{body}{delimiter}\n");
    }

    private void Write(IReadOnlyList<ShellWord> words)
    {
        foreach (var word in words)
        {
            _text.Append(' ');
            Write(word);
        }
    }

    private void Write(ShellWord word)
    {
        foreach (var part in word.Parts)
        {
            if (part is ShellPart.Text text)
            {
                Literal(text);
            }
            else if (part.IsQuoted)
            {
                _text.Append('"');
                Expansion(part);
                _text.Append('"');
            }
            else
            {
                Expansion(part);
            }
        }
    }

    private void Literal(ShellPart.Text text)
    {
        if (text.IsQuoted)
        {
            _text.Append('\'').Append(text.Value.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'');
        }
        else
        {
            _text.Append(text.Value);
        }
    }

    /// <summary>Writes a word as inside double quotes or an expression.</summary>
    private void Inside(ShellWord word)
    {
        foreach (var part in word.Parts)
        {
            if (part is ShellPart.Text text)
            {
                _text.Append(text.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("$", "\\$",
                    StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal));
            }
            else
            {
                Expansion(part);
            }
        }
    }

    private void Expansion(ShellPart part)
    {
        switch (part)
        {
            case ShellPart.Parameter parameter:
                Parameter(parameter);
                break;
            case ShellPart.Command command:
                Nested("$(", command.Script);
                break;
            case ShellPart.Process process:
                Nested(process.IsOutput ? ">(" : "<(", process.Script);
                break;
            case ShellPart.Arithmetic arithmetic:
                _text.Append("$((");
                Inside(arithmetic.Expression);
                _text.Append("))");
                break;
        }
    }

    private void Nested(string before, ShellScript script)
    {
        // The first newline brings the pending here-documents, even inside.
        Block(before, script);
        _text.Append(')');
    }

    private void Parameter(ShellPart.Parameter parameter)
    {
        _text.Append("${").Append(parameter.Operator switch { "length" => "#", "indirect" => "!", _ => "" }).Append(parameter.Name);
        if (parameter.Index is { } index)
        {
            _text.Append('[');
            Inside(index);
            _text.Append(']');
        }

        if (parameter.Argument is { } argument)
        {
            _text.Append(parameter.Operator);
            if (parameter.IsQuoted)
            {
                Inside(argument);
            }
            else
            {
                Write(argument);
            }
        }

        _text.Append('}');
    }

    private void Join(IReadOnlyList<ShellCommand> commands, string separator)
    {
        foreach (var (index, command) in commands.Index())
        {
            _text.Append(index == 0 ? "" : separator);
            Write(command);
        }
    }

    private void Space(int start)
    {
        if (_text.Length > start)
        {
            _text.Append(' ');
        }
    }
}

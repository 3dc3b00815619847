using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Tests.Shell;

/// <summary>Writes a script as nested lists, so that two can be compared and a test can state what it expects.</summary>
internal static class ShellDump
{
    public static string Dump(ShellScript script) =>
        string.Join(" ; ", script.Statements.Select(statement => Dump(statement.Command) + (statement.IsBackground ? " &" : "")));

    private static string Dump(ShellCommand? command) =>
        command switch
        {
            ShellCommand.Simple simple =>
                $"[{string.Join(' ', [.. simple.Assignments.Select(Dump), .. simple.Words.Select(Dump), .. simple.Redirections.Select(Dump)])}]",
            ShellCommand.Pipeline pipeline => $"{(pipeline.IsNegated ? "!" : "")}({string.Join(" | ", pipeline.Commands.Select(Dump))})",
            ShellCommand.AndOr list => $"({Dump(list.Left)} {(list.IsAnd ? "&&" : "||")} {Dump(list.Right)})",
            ShellCommand.Group group => $"{(group.IsSubshell ? "sub" : "group")}({Dump(group.Body)}){Dump(group.Redirections)}",
            ShellCommand.If choice =>
                $"if({string.Join(", ", choice.Branches.Select(branch => $"{Dump(branch.Condition)} => {Dump(branch.Body)}"))}{(choice.Else is { } other ? $", else {Dump(other)}" : "")}){Dump(choice.Redirections)}",
            ShellCommand.While loop =>
                $"{(loop.IsUntil ? "until" : "while")}({Dump(loop.Condition)} => {Dump(loop.Body)}){Dump(loop.Redirections)}",
            ShellCommand.For loop =>
                $"{(loop.IsSelect ? "select" : "for")}({loop.Variable} in {(loop.Words is { } words ? string.Join(' ', words.Select(Dump)) : "@")} => {Dump(loop.Body)}){Dump(loop.Redirections)}",
            ShellCommand.ArithmeticFor loop => $"for(({Dump(loop.Header)}) => {Dump(loop.Body)}){Dump(loop.Redirections)}",
            ShellCommand.Case choice =>
                $"case({Dump(choice.Subject)}: {string.Join(", ", choice.Items.Select(item => $"{string.Join('|', item.Patterns.Select(Dump))} => {Dump(item.Body)}"))}){Dump(choice.Redirections)}",
            ShellCommand.Function function => $"function {function.Name} {Dump(function.Body)}",
            ShellCommand.Arithmetic arithmetic => $"(({Dump(arithmetic.Expression)})){Dump(arithmetic.Redirections)}",
            ShellCommand.Test test => $"test({string.Join(' ', test.Words.Select(Dump))}){Dump(test.Redirections)}",
            _ => "?",
        };

    private static string Dump(IReadOnlyList<ShellRedirection> redirections) =>
        string.Concat(redirections.Select(redirection => $" {Dump(redirection)}"));

    private static string Dump(ShellRedirection redirection) => $"{redirection.Descriptor}{redirection.Operator}{Dump(redirection.Target)}";

    private static string Dump(ShellAssignment assignment) =>
        $"{assignment.Name}{(assignment.Index is { } index ? $"[{Dump(index)}]" : "")}{(assignment.IsAppended ? "+=" : "=")}{(assignment.Elements is { } elements ? $"({string.Join(' ', elements.Select(Dump))})" : Dump(assignment.Value!))}";

    private static string Dump(ShellWord word) => word.Parts.Count == 0 ? "''" : string.Concat(word.Parts.Select(Dump));

    private static string Dump(ShellPart part) =>
        part switch
        {
            ShellPart.Text text => text.IsQuoted ? $"'{text.Value}'" : text.Value,
            ShellPart.Parameter parameter =>
                $"{Quote(part)}${{{parameter.Name}{(parameter.Index is { } index ? $"[{Dump(index)}]" : "")} {parameter.Operator}{(parameter.Argument is { } argument ? Flat(argument) : "")}}}",
            ShellPart.Command command => $"{Quote(part)}$({Dump(command.Script)})",
            ShellPart.Arithmetic arithmetic => $"{Quote(part)}$(({Dump(arithmetic.Expression)}))",
            ShellPart.Process process => $"{(process.IsOutput ? '>' : '<')}({Dump(process.Script)})",
            _ => "?",
        };

    // Quotes inside `"${…}"` follow other rules; only the text matters.
    private static string Flat(ShellWord word) =>
        string.Concat(word.Parts.Select(part => part is ShellPart.Text text ? text.Value : Dump(part)));

    private static string Quote(ShellPart part) => part.IsQuoted ? "\"" : "";
}

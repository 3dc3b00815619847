namespace ToolTime.Monitor.Security.Shell;

/// <summary>A part of a word.</summary>
/// <param name="IsQuoted">Whether it stands in quotes, so that it is neither split nor matched against files.</param>
internal abstract record ShellPart(bool IsQuoted)
{
    /// <summary>Text as it stands, its quotes and escapes removed.</summary>
    internal sealed record Text(string Value, bool IsQuoted) : ShellPart(IsQuoted);

    /// <summary>`$name` and all forms of `${…}`.</summary>
    /// <param name="Name">The parameter: a name, a digit or a special one.</param>
    /// <param name="Index">What stands in `[…]`, else null.</param>
    /// <param name="Operator">`:-`, `##`, `//` and so on; `length` for `${#x}`, `indirect` for `${!x}`; empty for none.</param>
    /// <param name="Argument">What follows the operator, else null.</param>
    /// <param name="IsQuoted">Whether it stands in quotes.</param>
    internal sealed record Parameter(string Name, ShellWord? Index, string Operator, ShellWord? Argument, bool IsQuoted)
        : ShellPart(IsQuoted);

    /// <summary>`$(…)` and backticks.</summary>
    internal sealed record Command(ShellScript Script, bool IsQuoted) : ShellPart(IsQuoted);

    /// <summary>`$((…))`.</summary>
    internal sealed record Arithmetic(ShellWord Expression, bool IsQuoted) : ShellPart(IsQuoted);

    /// <summary>`&lt;(…)`, or `&gt;(…)` where <paramref name="IsOutput"/>.</summary>
    internal sealed record Process(ShellScript Script, bool IsOutput) : ShellPart(false);
}

namespace ToolTime.Monitor.Security.Shell;

/// <summary>A parsed shell script: statements in order.</summary>
/// <param name="Statements">The statements, without empty ones.</param>
/// <param name="HasErrors">Whether something was invalid; the statements are what could be read around it.</param>
internal sealed record ShellScript(IReadOnlyList<ShellStatement> Statements, bool HasErrors)
{
    public static readonly ShellScript Empty = new([], HasErrors: false);
}

/// <summary>One command of a list, and how it is started.</summary>
/// <param name="Command">The command.</param>
/// <param name="IsBackground">Whether it ends with `&amp;`.</param>
internal sealed record ShellStatement(ShellCommand Command, bool IsBackground);

/// <summary>A command of the shell's grammar, simple or compound.</summary>
internal abstract record ShellCommand
{
    /// <summary>`a=1 program argument &gt;file`.</summary>
    /// <param name="Assignments">The assignments before the program.</param>
    /// <param name="Words">The program and its arguments; empty for assignments or redirections alone.</param>
    /// <param name="Redirections">In order.</param>
    /// <param name="Text">The command as it was written.</param>
    internal sealed record Simple(
        IReadOnlyList<ShellAssignment> Assignments, IReadOnlyList<ShellWord> Words, IReadOnlyList<ShellRedirection> Redirections,
            string Text) : ShellCommand;

    /// <summary>`a | b`, or one command after `!` or `time`.</summary>
    /// <param name="Commands">At least one; `|&amp;` becomes a redirection of the command before it.</param>
    /// <param name="IsNegated">Whether it starts with `!`.</param>
    internal sealed record Pipeline(IReadOnlyList<ShellCommand> Commands, bool IsNegated) : ShellCommand;

    /// <summary>`a &amp;&amp; b` and `a || b`.</summary>
    internal sealed record AndOr(ShellCommand Left, bool IsAnd, ShellCommand Right) : ShellCommand
    {
        /// <summary>
        /// The commands of a whole chain in order, each with the operator before it. A chain may be long, so nothing recurses over it.
        /// </summary>
        public IReadOnlyList<(bool IsAnd, ShellCommand Command)> Chain()
        {
            var chain = new List<(bool, ShellCommand)>();
            ShellCommand first = this;
            while (first is AndOr link)
            {
                chain.Add((link.IsAnd, link.Right));
                first = link.Left;
            }

            chain.Add((true, first));
            chain.Reverse();
            return chain;
        }
    }

    /// <summary>`{ …; }`, or `( … )` if <paramref name="IsSubshell"/>.</summary>
    internal sealed record Group(ShellScript Body, bool IsSubshell, IReadOnlyList<ShellRedirection> Redirections) : ShellCommand;

    /// <summary>`if`, with an `elif` for each further branch.</summary>
    internal sealed record If(IReadOnlyList<ShellBranch> Branches, ShellScript? Else, IReadOnlyList<ShellRedirection> Redirections)
        : ShellCommand;

    /// <summary>`while`, or `until` if <paramref name="IsUntil"/>.</summary>
    internal sealed record While(ShellScript Condition, ShellScript Body, bool IsUntil, IReadOnlyList<ShellRedirection> Redirections)
        : ShellCommand;

    /// <summary>`for`, or `select`; <paramref name="Words"/> is null if it iterates over the positional parameters.</summary>
    internal sealed record For(
        string Variable, IReadOnlyList<ShellWord>? Words, ShellScript Body, bool IsSelect, IReadOnlyList<ShellRedirection> Redirections)
            : ShellCommand;

    /// <summary>`for ((a; b; c))`.</summary>
    internal sealed record ArithmeticFor(ShellWord Header, ShellScript Body, IReadOnlyList<ShellRedirection> Redirections) : ShellCommand;

    /// <summary>`case`.</summary>
    internal sealed record Case(ShellWord Subject, IReadOnlyList<ShellCaseItem> Items, IReadOnlyList<ShellRedirection> Redirections)
        : ShellCommand;

    /// <summary>`(( … ))`.</summary>
    internal sealed record Arithmetic(ShellWord Expression, IReadOnlyList<ShellRedirection> Redirections) : ShellCommand;

    /// <summary>`[[ … ]]`, with its operators as words.</summary>
    internal sealed record Test(IReadOnlyList<ShellWord> Words, IReadOnlyList<ShellRedirection> Redirections) : ShellCommand;

    /// <summary>`name() { …; }`.</summary>
    internal sealed record Function(string Name, ShellCommand Body) : ShellCommand;
}

/// <summary>A condition and what runs if it holds.</summary>
internal sealed record ShellBranch(ShellScript Condition, ShellScript Body);

/// <summary>The patterns of one item of `case`, and what runs if one matches.</summary>
internal sealed record ShellCaseItem(IReadOnlyList<ShellWord> Patterns, ShellScript Body);

/// <summary>`name=value`, `name[index]=value`, `name+=value` or `name=(elements)`.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Index">The content of `[…]`, or null.</param>
/// <param name="IsAppended">Whether it is `+=`.</param>
/// <param name="Value">The value; null if there are <paramref name="Elements"/>.</param>
/// <param name="Elements">The words of an array, or null.</param>
internal sealed record ShellAssignment(string Name, ShellWord? Index, bool IsAppended, ShellWord? Value,
    IReadOnlyList<ShellWord>? Elements);

/// <summary>A redirection of a command.</summary>
/// <param name="Descriptor">The number or `{name}` before the operator; empty for the operator's default.</param>
/// <param name="Operator">`&lt;`, `&gt;`, `&gt;&gt;`, `&gt;|`, `&amp;&gt;`, `&amp;&gt;&gt;`, `&lt;&gt;`, `&lt;&amp;`, `&gt;&amp;`,
/// `&lt;&lt;` or `&lt;&lt;&lt;`; `&lt;&lt;-` is read as `&lt;&lt;`.</param>
/// <param name="Target">The file, the descriptor, the here-string, or the text of the here-document.</param>
internal sealed record ShellRedirection(string Descriptor, string Operator, ShellWord Target)
{
    /// <summary>Whether it writes the command's output to a file.</summary>
    public bool IsOutput => Operator is ">" or ">>" or ">|" or "&>" or "&>>";

    /// <summary>Whether the file's old content stays.</summary>
    public bool IsAppended => Operator is ">>" or "&>>";
}

/// <summary>One word, before any expansion.</summary>
/// <param name="Parts">Its parts in order; neighbouring literals with equal quoting are merged.</param>
internal sealed record ShellWord(IReadOnlyList<ShellPart> Parts)
{
    public static readonly ShellWord Empty = new([]);

    /// <summary>The text of a word without expansions, or null.</summary>
    public string? Literal() => Parts switch
    {
        [] => "",
        [ShellPart.Text text] => text.Value,
        _ when Parts.All(part => part is ShellPart.Text) => string.Concat(Parts.Select(part => ((ShellPart.Text)part).Value)),
        _ => null,
    };

    /// <summary>The text of a word without quotes and expansions, as keywords and names need; otherwise null.</summary>
    public string? Bare() => Parts is [ShellPart.Text { IsQuoted: false } text] ? text.Value : null;
}

/// <summary>A part of a word.</summary>
/// <param name="IsQuoted">Whether it is quoted, so that it is neither split nor matched against files.</param>
internal abstract record ShellPart(bool IsQuoted)
{
    /// <summary>Literal text, with quotes and escapes removed.</summary>
    internal sealed record Text(string Value, bool IsQuoted) : ShellPart(IsQuoted);

    /// <summary>`$name` and all forms of `${…}`.</summary>
    /// <param name="Name">The parameter: a name, a digit or a special one.</param>
    /// <param name="Index">The content of `[…]`, or null.</param>
    /// <param name="Operator">`:-`, `##`, `//` and so on; `length` for `${#x}`, `indirect` for `${!x}`; empty for none.</param>
    /// <param name="Argument">What follows the operator, or null.</param>
    /// <param name="IsQuoted">Whether it is quoted.</param>
    internal sealed record Parameter(string Name, ShellWord? Index, string Operator, ShellWord? Argument, bool IsQuoted)
        : ShellPart(IsQuoted);

    /// <summary>`$(…)` and backticks.</summary>
    internal sealed record Command(ShellScript Script, bool IsQuoted) : ShellPart(IsQuoted);

    /// <summary>`$((…))`.</summary>
    internal sealed record Arithmetic(ShellWord Expression, bool IsQuoted) : ShellPart(IsQuoted);

    /// <summary>`&lt;(…)`, or `&gt;(…)` if <paramref name="IsOutput"/>.</summary>
    internal sealed record Process(ShellScript Script, bool IsOutput) : ShellPart(false);
}

namespace ToolTime.Monitor.Security.Shell;

/// <summary>A command of the shell's grammar, simple or compound.</summary>
internal abstract record ShellCommand
{
    /// <summary>`a=1 program argument &gt;file`.</summary>
    /// <param name="Assignments">The assignments before the program.</param>
    /// <param name="Words">The program and its arguments; empty for assignments or redirections alone.</param>
    /// <param name="Redirections">In their order.</param>
    /// <param name="Text">The command as it was written.</param>
    internal sealed record Simple(
        IReadOnlyList<ShellAssignment> Assignments, IReadOnlyList<ShellWord> Words, IReadOnlyList<ShellRedirection> Redirections,
            string Text) : ShellCommand;

    /// <summary>`a | b`, or one command behind `!` or `time`.</summary>
    /// <param name="Commands">At least one; what `|&amp;` adds is a redirection of the command before it.</param>
    /// <param name="IsNegated">Whether it begins with `!`.</param>
    internal sealed record Pipeline(IReadOnlyList<ShellCommand> Commands, bool IsNegated) : ShellCommand;

    /// <summary>`a &amp;&amp; b` and `a || b`.</summary>
    internal sealed record AndOr(ShellCommand Left, bool IsAnd, ShellCommand Right) : ShellCommand
    {
        /// <summary>The commands of a whole chain in their order, each with the operator before it. A chain may be long, so nothing
        /// recurses over it.</summary>
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

    /// <summary>`{ …; }`, or `( … )` where <paramref name="IsSubshell"/>.</summary>
    internal sealed record Group(ShellScript Body, bool IsSubshell, IReadOnlyList<ShellRedirection> Redirections) : ShellCommand;

    /// <summary>`if`, with an `elif` for each further branch.</summary>
    internal sealed record If(IReadOnlyList<ShellBranch> Branches, ShellScript? Else, IReadOnlyList<ShellRedirection> Redirections)
        : ShellCommand;

    /// <summary>`while`, or `until` where <paramref name="IsUntil"/>.</summary>
    internal sealed record While(ShellScript Condition, ShellScript Body, bool IsUntil, IReadOnlyList<ShellRedirection> Redirections)
        : ShellCommand;

    /// <summary>`for`, or `select`; <paramref name="Words"/> is null where it goes over the positional parameters.</summary>
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

/// <summary>The patterns of one item of `case` and what runs if one fits.</summary>
internal sealed record ShellCaseItem(IReadOnlyList<ShellWord> Patterns, ShellScript Body);

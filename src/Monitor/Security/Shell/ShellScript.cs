namespace ToolTime.Monitor.Security.Shell;

/// <summary>What a shell reads: statements in their order.</summary>
/// <param name="Statements">The statements, without empty ones.</param>
/// <param name="HasErrors">Whether something was not valid; the statements are what could be read around it.</param>
internal sealed record ShellScript(IReadOnlyList<ShellStatement> Statements, bool HasErrors)
{
    public static readonly ShellScript Empty = new([], false);
}

/// <summary>One command of a list, with how it is started.</summary>
/// <param name="Command">The command.</param>
/// <param name="IsBackground">Whether it ends in `&amp;`.</param>
internal sealed record ShellStatement(ShellCommand Command, bool IsBackground);

namespace ToolTime.Monitor.Security.Shell;

/// <summary>`name=value`, `name[index]=value`, `name+=value` or `name=(elements)`.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Index">What stands in `[…]`, else null.</param>
/// <param name="IsAppended">Whether it is `+=`.</param>
/// <param name="Value">The value; null where <paramref name="Elements"/> are.</param>
/// <param name="Elements">The words of an array, else null.</param>
internal sealed record ShellAssignment(string Name, ShellWord? Index, bool IsAppended, ShellWord? Value,
    IReadOnlyList<ShellWord>? Elements);

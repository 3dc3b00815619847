namespace ToolTime.Monitor.Security.Shell;

/// <summary>A redirection of a command.</summary>
/// <param name="Descriptor">The number or `{name}` before the operator; empty where it is the operator's own.</param>
/// <param name="Operator">`&lt;`, `&gt;`, `&gt;&gt;`, `&gt;|`, `&amp;&gt;`, `&amp;&gt;&gt;`, `&lt;&gt;`, `&lt;&amp;`, `&gt;&amp;`,
/// `&lt;&lt;` or `&lt;&lt;&lt;`; `&lt;&lt;-` is read as `&lt;&lt;`.</param>
/// <param name="Target">The file, the descriptor, the here-string, or the text of the here-document.</param>
internal sealed record ShellRedirection(string Descriptor, string Operator, ShellWord Target)
{
    /// <summary>Whether it gives the command its standard input.</summary>
    public bool IsInput => Operator is "<" or "<<" or "<<<" or "<>";

    /// <summary>Whether it writes what the command says into a file.</summary>
    public bool IsOutput => Operator is ">" or ">>" or ">|" or "&>" or "&>>";

    /// <summary>Whether the file's old content stays.</summary>
    public bool IsAppended => Operator is ">>" or "&>>";
}

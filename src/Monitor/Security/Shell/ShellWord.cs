namespace ToolTime.Monitor.Security.Shell;

/// <summary>One word, before any expansion.</summary>
/// <param name="Parts">Its parts in their order; neighbouring literals of equal quoting are one.</param>
internal sealed record ShellWord(IReadOnlyList<ShellPart> Parts)
{
    public static readonly ShellWord Empty = new([]);

    /// <summary>The text of a word without expansions, else null.</summary>
    public string? Literal() => Parts switch
    {
        [] => "",
        [ShellPart.Text text] => text.Value,
        _ when Parts.All(part => part is ShellPart.Text) => string.Concat(Parts.Select(part => ((ShellPart.Text)part).Value)),
        _ => null,
    };

    /// <summary>The text of a word that has neither quotes nor expansions, else null: what keywords and names are.</summary>
    public string? Bare() => Parts is [ShellPart.Text { IsQuoted: false } text] ? text.Value : null;
}

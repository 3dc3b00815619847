namespace ToolTime.Monitor.Security.Programs;

/// <summary>A token of a language other than the shell's.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A name with its dots, the content of a string, or a sign.</param>
internal readonly record struct ForeignToken(ForeignTokenKind Kind, string Text);

/// <summary>The kinds of tokens.</summary>
internal enum ForeignTokenKind
{
    /// <summary>A name, with everything after dots or colons.</summary>
    Name,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string that the language runs as a command: backticks in Perl, Ruby and PHP.</summary>
    Command,

    /// <summary>Any other character.</summary>
    Sign,
}

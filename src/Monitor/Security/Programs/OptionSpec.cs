namespace ToolTime.Monitor.Security.Programs;

/// <summary>How a program reads its options.</summary>
/// <param name="Valued">The options that take a value, separated by blanks.</param>
/// <param name="HasLongWithOneDash">Whether `-name` is one option, not several letters.</param>
/// <param name="StopsAtOperand">Whether the first operand ends the options: what follows belongs to another program.</param>
internal sealed record OptionSpec(string Valued = "", bool HasLongWithOneDash = false, bool StopsAtOperand = false)
{
    public static readonly OptionSpec Plain = new();

    /// <summary>Whether an option takes the next word as its value.</summary>
    public bool TakesValue(string option)
    {
        for (var at = Valued.IndexOf(option, StringComparison.Ordinal); at >= 0; at = Valued.IndexOf(option, at + 1,
            StringComparison.Ordinal))
        {
            var end = at + option.Length;
            if ((at == 0 || Valued[at - 1] == ' ') && (end == Valued.Length || Valued[end] == ' '))
            {
                return true;
            }
        }

        return false;
    }
}

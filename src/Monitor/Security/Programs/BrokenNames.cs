using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>
/// Names of programs with quotes, backslashes or empty variables between their letters, which change nothing but how a name looks:
/// `c\at`, `w''get`, `c${x}url`.
/// </summary>
internal static class BrokenNames
{
    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create(" \t\n;|&<>");

    /// <summary>Records a broken name, and runs what a variable in it hides.</summary>
    /// <returns>What the hidden program prints; null if no variable hides one.</returns>
    public static Content? Run(Call call)
    {
        var written = call.Fields[0].Text;
        var name = written.Replace(Field.Unset.ToString(), "", StringComparison.Ordinal);
        var isHidden = name.Length < written.Length && IsBroken(written, Field.Unset.ToString());
        if (!ProgramTable.IsKnown(ProgramName.From(name)) || !(isHidden || IsWrittenBroken(call.Segment, name)))
        {
            return null;
        }

        call.Emit(EffectKind.Disguise, $"The broken name of {ProgramName.From(name)}");
        return isHidden ? call.Run([call.Fields[0] with { Text = name }, .. call.Args]) : null;
    }

    private static bool IsWrittenBroken(string segment, string name)
    {
        var end = segment.AsSpan().IndexOfAny(Ends);
        var word = (end < 0 ? segment : segment[..end]).Replace("$@", "\"", StringComparison.Ordinal)
            .Replace("$*", "\"", StringComparison.Ordinal);
        return word.Length > name.Length && IsBroken(word, "'\"\\")
            && string.Concat(word.Where(letter => letter is not ('\'' or '"' or '\\'))) == name;
    }

    /// <summary>Whether one of these signs is between two letters; one before a name, as in `\rm`, only avoids an alias.</summary>
    private static bool IsBroken(string word, string signs)
    {
        for (var at = 1; at < word.Length; at++)
        {
            if (signs.Contains(word[at], StringComparison.Ordinal) && char.IsAsciiLetter(word[at - 1])
                && word.AsSpan(at).TrimStart(signs) is [var next, ..] && char.IsAsciiLetter(next))
            {
                return true;
            }
        }

        return false;
    }
}

namespace ToolTime.Monitor.Security.Boundaries;

/// <summary>A shell pattern: `*`, `?` and `[…]`, over whole texts.</summary>
internal static class GlobPattern
{
    /// <summary>Whether a text matches a pattern, in time at most proportional to the product of their lengths.</summary>
    public static bool IsMatch(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        int at = 0, next = 0, star = -1, mark = 0;
        while (at < text.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                star = next++;
                mark = at;
            }
            else if (next < pattern.Length && Single(text[at], pattern[next..], out var used))
            {
                next += used;
                at++;
            }
            else if (star >= 0)
            {
                next = star + 1;
                at = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern[next..].Trim('*').IsEmpty;
    }

    public static bool HasPattern(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    private static bool Single(char value, ReadOnlySpan<char> pattern, out int used)
    {
        used = 1;
        if (pattern[0] == '?')
        {
            return true;
        }

        var end = pattern[0] == '[' && pattern.Length > 2 ? pattern[2..].IndexOf(']') : -1;
        if (end < 0)
        {
            return pattern[0] == value;
        }

        used = end + 3;
        var set = pattern[1..(end + 2)];
        var isNegated = set[0] is '!' or '^';
        return InSet(value, isNegated ? set[1..] : set) != isNegated;
    }

    private static bool InSet(char value, ReadOnlySpan<char> set)
    {
        for (var at = 0; at < set.Length; at++)
        {
            if (at + 2 < set.Length && set[at + 1] == '-')
            {
                if (value >= set[at] && value <= set[at + 2])
                {
                    return true;
                }

                at += 2;
            }
            else if (set[at] == value)
            {
                return true;
            }
        }

        return false;
    }
}

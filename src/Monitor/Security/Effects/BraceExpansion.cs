using System.Globalization;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>`{a,b}` and `{1..3}`, in text where non-literal parts are placeholder characters.</summary>
internal static class BraceExpansion
{
    private const int MostWords = 64;

    /// <summary>The words that a word expands to: itself if it has no braces, and at most 64.</summary>
    public static IReadOnlyList<string> Expand(string text)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
        {
            return [text];
        }

        var done = new List<string>();
        var open = new Stack<string>([text]);
        while (open.TryPop(out var next))
        {
            if (done.Count + open.Count >= MostWords || FindBraces(next) is not { } braces)
            {
                done.Add(next);
                continue;
            }

            foreach (var choice in braces.Choices.Reverse())
            {
                open.Push(string.Concat(next.AsSpan(0, braces.Start), choice, next.AsSpan(braces.End + 1)));
            }
        }

        return done;
    }

    /// <summary>The leftmost braces with a choice, found in one pass.</summary>
    private static (int Start, int End, IReadOnlyList<string> Choices)? FindBraces(string text)
    {
        var open = new Stack<(int Start, bool HasComma)>();
        var (start, end) = (-1, -1);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '{')
            {
                open.Push((at, false));
            }
            else if (text[at] == ',' && open.TryPop(out var inside))
            {
                open.Push(inside with { HasComma = true });
            }
            else if (text[at] == '}' && open.TryPop(out var closed)
                && (closed.HasComma || Range(text[(closed.Start + 1)..at]) is not null) && (start < 0 || closed.Start < start))
            {
                (start, end) = (closed.Start, at);
            }
        }

        return start < 0 ? null : (start, end, Choices(text[(start + 1)..end]));
    }

    private static List<string> Choices(string text)
    {
        var choices = new List<string>();
        var (depth, from) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[at] == ',' && depth == 0)
            {
                choices.Add(text[from..at]);
                from = at + 1;
            }
        }

        choices.Add(text[from..]);
        return choices.Count > 1 ? choices : Range(text) ?? choices;
    }

    private static List<string>? Range(string text)
    {
        if (text.Length > 24)
        {
            return null;
        }

        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots <= 0)
        {
            return null;
        }

        var (first, last) = (text[..dots], text[(dots + 2)..]);
        if (int.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(last, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to))
        {
            var count = (int)Math.Min(Math.Abs((long)to - from) + 1, MostWords / 2);
            return [.. Enumerable.Range(0, count).Select(step =>
                (from + (to >= from ? step : -step)).ToString(CultureInfo.InvariantCulture))];
        }

        return first.Length == 1 && last.Length == 1 && first[0] <= last[0] && char.IsAsciiLetter(first[0]) && char.IsAsciiLetter(last[0])
            ? [.. Enumerable.Range(first[0], last[0] - first[0] + 1).Select(letter => ((char)letter).ToString())]
            : null;
    }
}

namespace ToolTime.Names;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
public static class Spelling
{
    /// <summary>The name with the most similar spelling, in any case; null if each differs by more than so many letters.</summary>
    public static string? FindNearest(string written, IEnumerable<string> names, int mostChanges)
    {
        var (nearest, changes) = names
            .Select(name => (name, Changes: ChangesBetween(name.ToUpperInvariant(), written.ToUpperInvariant())))
            .MinBy(name => name.Changes);
        return changes <= mostChanges ? nearest : null;
    }

    /// <summary>The number of letters to insert, delete or replace: V. I. Levenshtein, Soviet Physics Doklady 10 (1966).</summary>
    private static int ChangesBetween(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            (var before, row[0]) = (row[0], i);
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), before + (one[i - 1] == other[j - 1] ? 0 : 1));
                (before, row[j]) = (row[j], changed);
            }
        }

        return row[^1];
    }
}

namespace ToolTime.Silo.Tests.Faults.Fuzz;

/// <summary>
/// Names with the same two-lane hash that .NET's string dictionaries use until they see too many collisions: each lane is (rotl(h, 5) + h)
/// ^ pair of characters, so strings that bring each lane to the same state can be found lane by lane, and every string of the first
/// combined with every one of the second.
/// </summary>
internal static class CollidingNames
{
    private const uint Seed = (5381 << 16) + 5381;

    /// <summary>The characters tried in a lane; all are letters or digits, so that the results are valid names.</summary>
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

    /// <summary>
    /// The number of blocks of two pairs per lane. Each can be one of three, so there are three to the power of twice this names.
    /// </summary>
    private const int Blocks = 4;

    private static readonly string[] Names = [.. Make()];

    /// <summary>Up to <paramref name="count"/> different names with one hash.</summary>
    public static IEnumerable<string> Take(int count) => Names.Take(count);

    /// <summary>
    /// The hash of a string with an even number of characters, four per step, as <c>string.GetNonRandomizedHashCode</c> computes it.
    /// </summary>
    public static uint HashOf(string text)
    {
        var (first, second) = (Seed, Seed);
        for (var at = 0; at < text.Length; at += 4)
        {
            first = Step(first, Pair(text[at], text[at + 1]));
            second = Step(second, Pair(text[at + 2], text[at + 3]));
        }

        return first + (second * 1_566_083_941);
    }

    private static uint Step(uint hash, uint pair) => (uint.RotateLeft(hash, 5) + hash) ^ pair;

    private static uint Pair(char low, char high) => low | ((uint)high << 16);

    /// <summary>Every string of one lane interleaved with every one of the other; all bring each lane to the same state.</summary>
    private static IEnumerable<string> Make()
    {
        var (state, lane) = (Seed, (string[])[""]);
        for (var block = 0; block < Blocks; block++)
        {
            (state, var ends) = Collide(state);
            lane = [.. from begin in lane from end in ends select begin + end];
        }

        return from first in lane from second in lane select Weave(first, second);
    }

    /// <summary>The state to which most strings of two pairs lead from here, and those strings.</summary>
    private static (uint State, string[] Texts) Collide(uint state) => (
        from one in Letters
        from two in Letters
        let text = string.Concat(one, 'a', two, 'a')
        group text by Step(Step(state, Pair(one, 'a')), Pair(two, 'a')) into same
        orderby same.Count() descending
        select (same.Key, same.ToArray())).First();

    private static string Weave(string first, string second) =>
        string.Concat(
            Enumerable.Range(0, first.Length / 2).Select(pair => string.Concat(first.AsSpan(2 * pair, 2), second.AsSpan(2 * pair, 2)))
        );
}

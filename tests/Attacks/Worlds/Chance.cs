namespace ToolTime.Attacks.Worlds;

/// <summary>
/// Draws that depend on nothing but what they are for, so that two worlds of a pair differ in the secret alone, whatever else is drawn in
/// one of them. The mixing step is that of SplitMix64.
/// </summary>
public static class Chance
{
    /// <summary>A number from 0 to 1, without 1.</summary>
    /// <param name="seed">The pair's seed.</param>
    /// <param name="what">What the draw is for; each purpose has its own first number.</param>
    public static double Draw(int seed, params ReadOnlySpan<int> what)
    {
        var state = Mix((ulong)(uint)seed);
        foreach (var part in what)
        {
            state = Mix(state ^ (uint)part);
        }

        return (state >> 11) / (double)(1UL << 53);
    }

    /// <summary>A draw of the standard normal distribution, by the method of Box and Muller.</summary>
    /// <param name="seed">The pair's seed.</param>
    /// <param name="what">What the draw is for.</param>
    public static double DrawNormal(int seed, params ReadOnlySpan<int> what)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Draw(seed, [.. what, 1])));
        return radius * Math.Cos(2 * Math.PI * Draw(seed, [.. what, 2]));
    }

    private static ulong Mix(ulong state)
    {
        state += 0x9e3779b97f4a7c15UL;
        state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9UL;
        state = (state ^ (state >> 27)) * 0x94d049bb133111ebUL;
        return state ^ (state >> 31);
    }
}

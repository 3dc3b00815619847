namespace ToolTime.Recording.Usage;

/// <summary>How long calls ran, by name, and the median of each.</summary>
internal sealed class Durations
{
    private const long MaxMs = 24 * 60 * 60 * 1000;

    private readonly Dictionary<string, List<int>> _milliseconds = new(StringComparer.Ordinal);

    public void Add(string name, long milliseconds)
    {
        if (!_milliseconds.TryGetValue(name, out var all))
        {
            _milliseconds[name] = all = [];
        }

        all.Add((int)Math.Clamp(milliseconds, 0, MaxMs));
    }

    /// <summary>
    /// The lower median of a name's durations, to two significant digits, and how many there are; nulls if there are none.
    /// </summary>
    public (int? MedianMs, int? Calls) MedianOf(string name)
    {
        if (!_milliseconds.TryGetValue(name, out var all))
        {
            return (null, null);
        }

        all.Sort();
        return (Round(all[(all.Count - 1) / 2]), all.Count);
    }

    private static int Round(int milliseconds)
    {
        var unit = 1;
        while (milliseconds / unit >= 100)
        {
            unit *= 10;
        }

        return (milliseconds + (unit / 2)) / unit * unit;
    }
}

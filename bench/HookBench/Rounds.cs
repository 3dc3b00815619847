namespace ToolTime.HookBench;

/// <summary>Runs the contenders in turn, so that what else the machine does falls on all of them.</summary>
internal static class Rounds
{
    private const int WarmUp = 5;

    public static IReadOnlyList<(Contender Contender, double[] Milliseconds)> Run(IReadOnlyList<Contender> contenders, int rounds)
    {
        var times = contenders.Select(_ => new List<double>()).ToList();
        for (var round = -WarmUp; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var next = (i + round + WarmUp) % contenders.Count;
                var elapsed = contenders[next].Run().TotalMilliseconds;
                if (round >= 0)
                {
                    times[next].Add(elapsed);
                }
            }
        }

        return [.. contenders.Select((contender, i) => (contender, times[i].Order().ToArray()))];
    }
}

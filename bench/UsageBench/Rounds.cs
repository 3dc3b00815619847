namespace ToolTime.UsageBench;

/// <summary>Runs the contenders in turn, so that what else the machine does falls on all of them.</summary>
internal static class Rounds
{
    public static IReadOnlyList<(Contender Contender, double[] Milliseconds, double[] Mebibytes)> Run(
        IReadOnlyList<Contender> contenders,
        int rounds
    )
    {
        var runs = contenders.Select(_ => new List<(double Milliseconds, double Mebibytes)>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            // In one order, since a warm run needs a cold one before it.
            for (var i = 0; i < contenders.Count; i++)
            {
                var (elapsed, mebibytes, _) = contenders[i].Run();
                runs[i].Add((elapsed.TotalMilliseconds, mebibytes));
            }
        }

        return
        [
            .. contenders.Select(
                (contender, i) =>
                    (
                        contender,
                        runs[i].Select(run => run.Milliseconds).Order().ToArray(),
                        runs[i].Select(run => run.Mebibytes).Order().ToArray()
                    )
            ),
        ];
    }
}

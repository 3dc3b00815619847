namespace ToolTime.Attacks.Judging;

/// <summary>
/// The adversary's rule: of what is seen of each name, how much likelier it is where the secret is true than where it is false, as counted
/// in training worlds; the logarithms of all names are added up, which is the best there is where names say something each by
/// itself (Neyman and Pearson, 1933). The threshold is the one that parted the training worlds best.
/// </summary>
public sealed class LikelihoodRule
{
    /// <summary>What is added to each count, so that a sight that was never seen decides nothing alone.</summary>
    private const double Prior = 0.5;

    private readonly Dictionary<string, double> _weights;
    private readonly double _threshold;

    private LikelihoodRule(Dictionary<string, double> weights, double threshold) => (_weights, _threshold) = (weights, threshold);

    /// <summary>Learns from worlds whose secrets are known.</summary>
    public static LikelihoodRule Learn(IReadOnlyCollection<Evidence> training)
    {
        var sights = training.SelectMany(world => world.Sights.Select(sight => (sight, world.IsTrue))).ToList();
        var kinds = sights.Select(seen => seen.sight).Distinct().ToList();
        var ofTrue = (double)sights.Count(seen => seen.IsTrue) + (Prior * kinds.Count);
        var ofFalse = (double)sights.Count(seen => !seen.IsTrue) + (Prior * kinds.Count);
        var counts = sights.CountBy(seen => seen).ToDictionary();
        var weights = kinds.ToDictionary(
            kind => kind,
            kind => Math.Log((counts.GetValueOrDefault((kind, true)) + Prior) / ofTrue * ofFalse / (counts.GetValueOrDefault((kind, false)) + Prior)));
        return new(weights, ThresholdOf(training, weights));
    }

    /// <summary>Whether the secret of a world that was never seen before is called true.</summary>
    public bool Says(Evidence world) => Score(world, _weights) > _threshold;

    /// <summary>Judges worlds, half of which are true.</summary>
    public Verdict Judge(IReadOnlyCollection<Evidence> worlds) =>
        new(worlds.Count / 2, worlds.Count(world => world.IsTrue && Says(world)), worlds.Count(world => !world.IsTrue && Says(world)));

    private static double Score(Evidence world, Dictionary<string, double> weights) => world.Sights.Sum(sight => weights.GetValueOrDefault(sight));

    private static double ThresholdOf(IReadOnlyCollection<Evidence> training, Dictionary<string, double> weights)
    {
        var scores = training.Select(world => (Score: Score(world, weights), world.IsTrue)).OrderByDescending(world => world.Score).ToList();
        var (threshold, best, lead) = (0.0, int.MinValue, 0);
        for (var i = 0; i < scores.Count; i++)
        {
            lead += scores[i].IsTrue ? 1 : -1;
            var next = i + 1 < scores.Count ? scores[i + 1].Score : scores[i].Score - 1;
            if (next < scores[i].Score && lead > best)
            {
                (threshold, best) = ((scores[i].Score + next) / 2, lead);
            }
        }

        return threshold;
    }
}

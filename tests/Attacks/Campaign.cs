using ToolTime.Attacks.Judging;
using ToolTime.Attacks.Plans;
using ToolTime.Attacks.Worlds;

namespace ToolTime.Attacks;

/// <summary>
/// Plays every attack on telling somebody's secret: training worlds first, from which each attack's rule is learnt, then as many new ones, which it
/// judges. Every world is a pair's half; see <see cref="World"/> for how many are played at once.
/// </summary>
public static class Campaign
{
    private const int TestSeeds = 1_000_000;

    /// <summary>The worlds in which the adversary looks at up to five weeks.</summary>
    public static IReadOnlyList<Func<int, bool, World>> Weeks => [World.OfAWeek, World.OfTwoWeeks, World.OfDeletions, World.OfTwoEpochs];

    /// <summary>The worlds of the attacks that the rules are made for.</summary>
    public static readonly IReadOnlyList<Func<int, bool, World>> Limited = [.. Weeks, World.OfClients, World.OfDays, World.OfErrors];

    /// <summary>Plays all attacks of some worlds.</summary>
    /// <param name="plan">What is attacked.</param>
    /// <param name="worlds">Makes worlds, each from a seed, and the other one of its pair.</param>
    /// <param name="pairs">Pairs of worlds for each attack, and as many for training; a multiple of <see cref="World.VictimsOfCrowd"/>.</param>
    /// <param name="seed">Where seeds begin, from 0 to half a million.</param>
    public static async Task<IReadOnlyList<Finding>> PlayAsync(IPlan plan, IReadOnlyList<Func<int, bool, World>> worlds, int pairs, int seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var training = await GatherAsync(plan, worlds, pairs, seed);
        var test = await GatherAsync(plan, worlds, pairs, seed + TestSeeds);
        return
        [
            .. from attack in training
               let rule = LikelihoodRule.Learn([.. attack.Value.Select(seen => seen.Plain)])
               let knowing = LikelihoodRule.Learn([.. attack.Value.Select(seen => seen.Knowing)])
               let judged = test[attack.Key]
               select new Finding(
                   attack.Key.Secret, attack.Key.Crowd,
                   rule.Judge([.. judged.Select(seen => seen.Plain)]), knowing.Judge([.. judged.Select(seen => seen.Knowing)]), judged.Average(seen => seen.Told)),
        ];
    }

    private static async Task<Dictionary<(Secret Secret, Crowd Crowd), List<(Evidence Plain, Evidence Knowing, double Told)>>> GatherAsync(
        IPlan plan, IReadOnlyList<Func<int, bool, World>> worlds, int pairs, int firstSeed)
    {
        var gathered = new Dictionary<(Secret, Crowd), List<(Evidence, Evidence, double)>>();
        for (var seed = firstSeed; seed < firstSeed + (pairs / World.VictimsOfCrowd); seed++)
        {
            foreach (var world in worlds.SelectMany(make => new[] { make(seed, false), make(seed, true) }))
            {
                var seen = await plan.PlayAsync(world);
                var hasClients = seen.Values.Any(sights => sights.Any(sight => sight.OfMainClient is not null));
                foreach (var victim in seen.Count == 0 ? [] : world.Victims)
                {
                    if (!gathered.TryGetValue((victim.Secret, victim.Crowd), out var list))
                    {
                        gathered[(victim.Secret, victim.Crowd)] = list = [];
                    }

                    list.Add((EvidenceOf(world, victim, seen, knows: false, hasClients), EvidenceOf(world, victim, seen, knows: true, hasClients), victim.Names.Average(name => seen[name][victim.Weeks].Average(sight => IsTold(victim, sight) ? 1 : 0))));
                }
            }
        }

        return gathered;
    }

    /// <summary>Whether the figure at which the adversary looks is told.</summary>
    private static bool IsTold(Victim victim, Sight sight) =>
        victim.Secret == Secret.FailedByMedians ? sight.ErrorRateMedian is not null : victim.LooksAtMeans ? sight.ErrorRate is not null : sight.Submitters is not null;

    private static Evidence EvidenceOf(World world, Victim victim, IReadOnlyDictionary<int, Sight[]> seen, bool knows, bool hasClients) => new(
        [.. victim.Names.Select(name => InWords(world, victim, name, seen[name][victim.Weeks], knows, hasClients))],
        victim.IsTrue);

    private static string InWords(World world, Victim victim, int name, Sight[] weeks, bool knows, bool hasClients) => victim.LooksAtErrors
        ? InWords(victim, weeks[0], new ErrorWords(knows ? [.. world.CountsOfOthers(name)] : null))
        : InWords(victim, weeks, new Words(victim.Crowd, knows ? week => world.OthersOf(name, week) : null, hasClients));

    private static string InWords(Victim victim, Sight week, ErrorWords words) => victim.LooksAtMeans ? words.Means(week) : words.Medians(week);

    private static string InWords(Victim victim, Sight[] weeks, Words words)
    {
        var first = victim.Weeks.Start.Value;
        return victim.Secret switch
        {
            Secret.UsedThem => words.Week(weeks[0], first),
            Secret.UsedThemAgain or Secret.WentOn or Secret.BeganToday => words.Change(weeks[0], first, weeks[1], first + 1),
            Secret.Deleted => words.ChangeOfMean(weeks),
            Secret.UsedThemForLong => words.Mean(weeks),
            Secret.UsedOtherClient => words.Clients(weeks[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(victim)),
        };
    }
}

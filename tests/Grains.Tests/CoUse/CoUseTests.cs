using ToolTime.Grains.CoUse;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.CoUse;

public sealed class CoUseTests
{
    private static readonly string[] Skills = [.. Enumerable.Range(0, 40).Select(number => $"skill-{number:d2}")];

    private static readonly NameList Names = NameList.Shipped.With(
        OperatorNames.Parse(string.Join('\n', Skills.Append("own:one").Append("own:two").Select(name => $"add skill {name}"))));

    // Sums of exact fractions.
    [Theory]
    [InlineData(10, 5, 5, 5, 1.0 / 252)]
    [InlineData(10, 5, 5, 4, 26.0 / 252)]
    [InlineData(10, 5, 5, 0, 1)]
    [InlineData(8, 4, 4, 3, 17.0 / 70)]
    [InlineData(100_000, 50_000, 50_000, 0, 1)]
    public void Probability_OfAnOverlap_IsThatOfFishersTest(long all, long first, long second, long both, double expected) =>
        Assert.Equal(expected, HypergeometricTest.Probability(all, first, second, both), 12);

    [Fact]
    public void Probability_OfManySubmitters_AddsUpToOneOverAllOverlaps()
    {
        var (all, first, second) = (100_000L, 3_000L, 1_200L);
        var previous = 1.0;
        for (var both = 1; both <= second; both++)
        {
            var next = HypergeometricTest.Probability(all, first, second, both);
            Assert.InRange(next, 0, previous);
            previous = next;
        }

        // The mean of what is not negative is the sum of its tails.
        var mean = Enumerable.Range(1, (int)second).Sum(both => HypergeometricTest.Probability(all, first, second, both));
        Assert.Equal((double)first * second / all, mean, 6);
    }

    [Fact]
    public void Choose_IndependentUse_FindsNoneInAHundredCommunities()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var shares = Skills.Select(_ => 0.05 + (0.5 * random.NextDouble())).ToList();
            Assert.Empty(Find(Community(300, random, _ => [.. Skills.Where((_, skill) => random.NextDouble() < shares[skill])])));
        }
    }

    [Fact]
    public void Choose_NamesThatGoTogether_AreFoundTheStrongestFirst()
    {
        var random = new Random(7);
        var pairs = Find(Community(400, random, person =>
        [
            .. Skills.Skip(4).Where(_ => random.NextDouble() < 0.2),
            .. person % 10 == 0 ? Skills[..2] : [],
            .. person % 4 == 0 ? Skills[2..4] : [],
        ]));

        Assert.Equal([(Skills[0], Skills[1]), (Skills[2], Skills[3])], pairs.Select(pair => Ordered(pair.First.Name, pair.Second.Name)));
    }

    [Fact]
    public void Choose_NineteenWhoUseBoth_AreTooFew()
    {
        List<SubmitterRows> With(int both) =>
            Community(400, new(1), person => person < both ? Skills[..2] : person < both + 10 ? Skills[..1] : person < both + 20 ? Skills[1..2] : []);

        Assert.Empty(Find(With(19)));
        Assert.Single(Find(With(20)));
    }

    [Fact]
    public void Choose_NamesOfOneOwner_AreNoNews() =>
        Assert.Empty(Find(Community(400, new(1), person => person % 8 == 0 ? ["own:one", "own:two"] : [])));

    [Fact]
    public void Merge_OfParts_IsTheWhole()
    {
        var random = new Random(3);
        var submitters = Community(200, random, _ => [.. Skills.Where(_ => random.NextDouble() < 0.4)]);
        var candidates = Candidates(submitters);
        CoUseTally Tally(IEnumerable<SubmitterRows> some)
        {
            var tally = new CoUseTally(candidates, Names);
            foreach (var submitter in some)
            {
                tally.Add(submitter);
            }

            return tally;
        }

        var merged = Tally(submitters.Take(70));
        merged.Merge(Tally(submitters.Skip(70)).Counts);
        Assert.Equal(Tally(submitters).Counts, merged.Counts);
        Assert.Equal(candidates.Names, CoUseCandidates.Parse(candidates.Write()).Names);
    }

    private static (string, string) Ordered(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private static List<SubmitterRows> Community(int people, Random random, Func<int, IReadOnlyList<string>> skillsOf) =>
    [
        .. Enumerable.Range(0, people).Select(person => new SubmitterRows(
            Given.Submitter(person),
            [
                Given.Cell(Given.Monday.AddDays(random.Next(7)), AgentClient.ClaudeCode,
                    [Given.Tool("Bash", 1), .. skillsOf(person).Select(skill => new UsageCount { Dimension = Dimension.Skill, Name = skill, Calls = 1 })]),
            ])),
    ];

    private static IReadOnlyList<PublishedCell> Cells(List<SubmitterRows> submitters)
    {
        var rules = new PublicationRules(StatsWindowKind.FourWeeks, new(10), Names);
        var tally = new WindowTally();
        submitters.ForEach(submitter => rules.Count(tally, submitter));
        return rules.Publish(tally);
    }

    private static CoUseCandidates Candidates(List<SubmitterRows> submitters) => CoUseCandidates.From(Cells(submitters));

    private static IReadOnlyList<PublishedPair> Find(List<SubmitterRows> submitters)
    {
        var cells = Cells(submitters).Where(cell => cell.Key.Client is null).ToDictionary(cell => cell.Key.Name, cell => cell.Figures.Submitters);
        var candidates = Candidates(submitters);
        var tally = new CoUseTally(candidates, Names);
        submitters.ForEach(tally.Add);
        return CoUsePairs.Choose(candidates, [.. candidates.Names.Select(name => cells[name])], tally.Counts, cells[UsageName.Everything]);
    }
}

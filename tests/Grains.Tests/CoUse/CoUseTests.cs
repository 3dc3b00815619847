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
        OperatorNames.Parse(string.Join('\n', Skills.Append("own:one").Append("own:two").Select(name => $"add skill {name}")))
    );

    [Theory]
    [InlineData(5, 5, 1)]
    [InlineData(4, 5, 1)]
    [InlineData(20, 10, 0.0211)]
    [InlineData(40, 5, 1.193e-21)]
    public void ProbabilityBound_OfAnOverlap_IsChernoffs(int both, double expected, double bound) =>
        Assert.Equal(1, CoUsePairs.ProbabilityBound(both, expected) / bound, 0.02);

    // For 200 and 60 among 1,000, from the exact sum of the hypergeometric distribution.
    [Fact]
    public void ProbabilityBound_BesideTheExactProbability_IsNeverLess()
    {
        double Choose(int n, int k) => Enumerable.Range(1, k).Sum(factor => Math.Log(n - k + factor) - Math.Log(factor));
        double Exact(int both) =>
            Enumerable.Range(both, 61 - both).Sum(overlap => Math.Exp(Choose(200, overlap) + Choose(800, 60 - overlap) - Choose(1000, 60)));

        Assert.All(Enumerable.Range(1, 60), both => Assert.InRange(Exact(both), 0, CoUsePairs.ProbabilityBound(both, 12) * 1.000001));
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
    public void Choose_NamesOfOneClientChosenIndependently_FindsNone()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            Assert.Empty(
                Find(
                    Community(
                        1_000,
                        random,
                        person => person % 2 == 0 ? [.. Skills.Where(_ => random.NextDouble() < 0.3)] : [],
                        person => person % 2 == 0 ? AgentClient.ClaudeCode : AgentClient.Codex
                    )
                )
            );
            Assert.Empty(
                Find(
                    Community(
                        1_000,
                        random,
                        person => [.. Skills.Where((_, skill) => skill % 2 == person % 2 && random.NextDouble() < 0.3)],
                        person => person % 2 == 0 ? AgentClient.ClaudeCode : AgentClient.Codex
                    )
                )
            );
        }
    }

    [Fact]
    public void Choose_PeopleWhoUseMuchAndPeopleWhoUseLittle_FindsNone()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            Assert.Empty(
                Find(
                    Community(2_000, random, person =>
                        [.. Skills.Where((_, skill) => random.NextDouble() < (person % 2 == 0 ? 0.5 : 0.09) * (1 - (skill / 80.0)))]
                    )
                )
            );
        }
    }

    [Fact]
    public void Choose_NamesThatGoTogether_AreFoundTheStrongestFirst()
    {
        var random = new Random(7);
        var pairs = Find(
            Community(400, random, person =>
                [
                    .. Skills.Skip(4).Where(_ => random.NextDouble() < 0.2),
                    .. person % 10 == 0 ? Skills[..2] : [],
                    .. person % 4 == 0 ? Skills[2..4] : [],
                ]
            )
        );

        Assert.Equal([(Skills[0], Skills[1]), (Skills[2], Skills[3])], pairs.Select(pair => Ordered(pair.First.Name, pair.Second.Name)));
    }

    [Fact]
    public void Choose_NineteenWhoUseBoth_AreTooFew()
    {
        List<SubmitterRows> With(int both)
        {
            var random = new Random(1);
            return Community(400, random, person => [
                    .. Skills.Skip(2).Where(_ => random.NextDouble() < 0.2),
                    .. person < both ? Skills[..2]
                    : person < both + 10 ? Skills[..1]
                    : person < both + 20 ? Skills[1..2]
                    : [],
                ]);
        }

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

    [Fact]
    public void Merge_CountsOfAServerWithAnotherAgent_Fails()
    {
        var tally = new CoUseTally(Candidates(Community(20, new(3), _ => [.. Skills])), Names);
        Assert.Throws<InvalidOperationException>(() => tally.Merge([.. tally.Counts, 1]));
    }

    private static (string, string) Ordered(string one, string other) =>
        string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private static List<SubmitterRows> Community(
        int people,
        Random random,
        Func<int, IReadOnlyList<string>> skillsOf,
        Func<int, AgentClient>? clientOf = null
    ) =>
        [
            .. Enumerable
                .Range(0, people)
                .Select(person => new SubmitterRows(
                    Given.Submitter(person),
                    [
                        Given.Cell(
                            Given.Monday.AddDays(random.Next(7)),
                            clientOf?.Invoke(person) ?? AgentClient.ClaudeCode,
                            [
                                Given.Tool("Bash", 1),
                                .. skillsOf(person)
                                    .Select(skill => new UsageCount
                                    {
                                        Dimension = Dimension.Skill,
                                        Name = skill,
                                        Calls = 1,
                                    }),
                            ]
                        ),
                    ]
                )),
        ];

    private static IReadOnlyList<PublishedCell> Cells(List<SubmitterRows> submitters)
    {
        var rules = new PublicationRules(StatsWindowKind.FourWeeks, new(10));
        var tally = new WindowTally();
        submitters.ForEach(submitter => tally.Add(NormalizedNames.Normalize(submitter.Rows, Names), StatsWindowKind.FourWeeks));
        return rules.Publish(tally);
    }

    private static CoUseCandidates Candidates(List<SubmitterRows> submitters) => CoUseCandidates.From(Cells(submitters), 20);

    private static IReadOnlyList<PublishedPair> Find(List<SubmitterRows> submitters)
    {
        var candidates = Candidates(submitters);
        var tally = new CoUseTally(candidates, Names);
        submitters.ForEach(tally.Add);
        return CoUsePairs.Choose(candidates, tally, 20);
    }
}

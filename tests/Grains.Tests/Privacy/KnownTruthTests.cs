using ToolTime.Grains.Tests.Publication;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Privacy;

/// <summary>What is published about a known population is true, and nearly complete.</summary>
public sealed class KnownTruthTests
{
    private const int Names = 120;

    [Theory]
    [InlineData(30, StatsWindowKind.Week)]
    [InlineData(100, StatsWindowKind.Week)]
    [InlineData(300, StatsWindowKind.Week)]
    [InlineData(30, StatsWindowKind.SevenDays)]
    [InlineData(300, StatsWindowKind.SevenDays)]
    [InlineData(300, StatsWindowKind.FourWeeks)]
    public void Publish_PeopleWithAKnownTruth_IsTheTruth(int people, StatsWindowKind window)
    {
        var random = new Random(people);
        UsageCount[][] truth = [.. Enumerable.Range(0, people).Select(_ => Person(random))];
        var cells = new Crowd().With(people, person => truth[person]).Cells(window)
            .Where(cell => cell.Key.Client is null && cell.Key.Name.Name.StartsWith("name-", StringComparison.Ordinal))
            .ToDictionary(cell => cell.Key.Name.Name, cell => cell.Figures);
        var used = truth
            .SelectMany(counts => counts)
            .GroupBy(count => count.Name)
            .Where(users => users.Count() >= 10)
            .ToDictionary(users => users.Key, users => users.ToList());

        Assert.Equal(used.Keys.Order(StringComparer.Ordinal), cells.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, users) in used)
        {
            var figures = cells[name];
            Assert.Equal(users.Count, figures.Submitters);
            if (figures.Calls is { } calls)
            {
                Assert.InRange(calls / (double)users.Sum(user => user.Calls), 0.95, 1.05);
            }

            if (figures.ErrorRate is { } rate)
            {
                Assert.InRange(
                    rate - (users.Sum(user => user.Errors!.Value) / (double)users.Sum(user => user.ObservedCalls)),
                    -0.005,
                    0.005
                );
            }
        }

        Assert.InRange(
            cells.Values.Count(figures =>
                figures.ErrorRate is not null && (window == StatsWindowKind.FourWeeks || figures.Calls is not null)
            ) / (double)used.Count,
            0.95,
            1
        );
    }

    /// <summary>Nearly everyone uses some names, and hardly anyone most of them; the outcome of a tenth of the calls is not seen.</summary>
    private static UsageCount[] Person(Random random)
    {
        var counts = new List<UsageCount>();
        for (var name = 0; name < Names; name++)
        {
            if (random.NextDouble() > 1 / (1 + (name / 8.0)))
            {
                continue;
            }

            var calls =
                1 + (int)Math.Min(300, Math.Exp(3 + (1.2 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2)));
            var observed = calls - Enumerable.Range(0, calls).Count(_ => random.Next(10) == 0);
            var errors = Enumerable.Range(0, observed).Count(_ => random.Next(100) < name % 25);
            counts.Add(Given.Tool($"name-{name:D3}", calls, observed, errors));
        }

        return [.. counts];
    }
}

using System.Globalization;
using System.Text.Json;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>
/// What holds in every world, over random ones: 1,000 of them, or as many as TOOLTIME_WORLDS says, from the seed that is printed, or
/// TOOLTIME_SEED.
/// </summary>
public sealed class PublicationPropertiesTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Due = new PublicationOptions().DueAt(Given.Week);

    /// <summary>The strict rules at numbers that small worlds reach.</summary>
    private static readonly PrivacyOptions Limits = new()
    {
        MinimumSubmitters = 3, MinimumForValues = 6, MinimumForDeciles = 20, LargestMargin = 2, SubmitterStep = 2, LiarsWithstood = Properties.Liars, LargestMove = 0.1,
    };

    [Fact]
    public void Tell_RandomWorlds_TellsOfNobodyWhateverTheOrder()
    {
        var worlds = Number("TOOLTIME_WORLDS") ?? 1_000;
        var first = Number("TOOLTIME_SEED") ?? Random.Shared.Next();
        output.WriteLine($"{worlds} worlds from seed {first}");
        var told = 0L;
        Parallel.For(0, worlds, number => Interlocked.Add(ref told, Check(unchecked(first + number))));
        Assert.True(told > worlds, $"Only {told} cells were told in {worlds} worlds from seed {first}: that proves nothing.");
    }

    /// <summary>The check itself, held against worlds of which everything is told.</summary>
    [Fact]
    public void FaultsOf_WorldsToldWithoutTheRules_AreFound()
    {
        var everything = Given.Exact(minimumSubmitters: 1, minimumForValues: 1);
        (everything.MatureDays, everything.MatureAge) = (Limits.MatureDays, Limits.MatureAge);
        var faults = Enumerable.Range(1, 20).SelectMany(seed =>
        {
            var random = new Random(seed);
            var world = Received(random, World.Of(random));
            return Properties.FaultsOf(world, Due, Tell(world, everything), Limits, Given.Names);
        }).ToList();
        Assert.All(
            ["tells of 1", "tells of 7 as 7", "dominated sum", "dominated sum of observed calls", "error rates that two can move", "rejection rates that two can move", "has a mean of only"],
            kind => Assert.Contains(faults, fault => fault.Contains(kind, StringComparison.Ordinal)));
    }

    private static int Check(int seed)
    {
        var random = new Random(seed);
        var world = Received(random, World.Of(random));
        var told = Tell(world);

        var faults = Properties.FaultsOf(world, Due, told, Limits, Given.Names).ToList();
        Assert.True(faults.Count == 0, $"Seed {seed}: {string.Join("; ", faults)}");
        // Told again, in another order, and without those who do not count.
        var mature = world.Where(submitter => Maturity.IsMature(submitter.ReceivedHours, Due, Limits)).ToList();
        Assert.True(BytesOf(told).AsSpan().SequenceEqual(BytesOf(Tell(Shuffled(random, mature)))), $"Seed {seed}: the order of arrival matters, or who is not mature.");
        return told.Count;
    }

    private static IReadOnlyList<PublishedCell> Tell(IReadOnlyList<SubmitterRows> world, PrivacyOptions? limits = null)
    {
        var rules = new PublicationRules(limits ?? Limits, Given.Names, Given.Secret);
        var tally = new WeekTally();
        foreach (var submitter in world)
        {
            rules.Count(tally, submitter, Due);
        }

        return rules.Tell(Given.Week, tally);
    }

    private static List<SubmitterRows> Received(Random random, IReadOnlyList<SubmitterRows> world) =>
        [.. world.Select(submitter => submitter with
        {
            ReceivedHours = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Due.AddHours(-random.Next(-10, 240)).AddMinutes(-15))],
        })];

    private static SubmitterRows[] Shuffled(Random random, IReadOnlyList<SubmitterRows> world)
    {
        var shuffled = world.Select(submitter =>
        {
            var rows = submitter.Rows.ToArray();
            random.Shuffle(rows);
            return submitter with { Rows = rows };
        }).ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static byte[] BytesOf(IReadOnlyList<PublishedCell> told) => JsonSerializer.SerializeToUtf8Bytes(told);

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Text.Json;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Publication;

namespace ToolTime.Grains.Tests.Publication;

public sealed class PublicationWorldTests
{
    private const int WorldsOfSeed = 50;

    private static readonly PrivacyOptions Limits = Given.Exact(minimumSubmitters: 3, minimumForValues: 5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20261120)]
    public void Of_RandomWorlds_AgreesWithTheModel(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < WorldsOfSeed; number++)
        {
            var world = World.Of(random);
            var told = PublicationModel.TablesOf(Publish(world));
            var expected = PublicationModel.TablesOf(world);
            var differences = expected.Where(row => !told.Any(row.Agrees)).Select(row => $"- {row}").Concat(told.Where(row => !expected.Any(row.Agrees)).Select(row => $"+ {row}"));
            Assert.True(!differences.Any() && expected.Count == told.Count, $"World {number} of seed {seed}:\n{string.Join('\n', differences)}");
        }
    }

    private static StatsDocument Publish(IReadOnlyList<SubmitterRows> world)
    {
        var tally = new WeekTally();
        foreach (var submitter in world)
        {
            tally.Add(submitter.Rows);
        }

        var body = new PublicationBuilder(Limits, Given.Names, simulated: false)
            .Week(Given.Week, new PublicationRules(Limits, Given.Names, Given.Secret).Tell(Given.Week, tally), Given.Friday).Body;
        return JsonSerializer.Deserialize(body.AsSpan(), StatsJson.Default.StatsDocument)!;
    }
}

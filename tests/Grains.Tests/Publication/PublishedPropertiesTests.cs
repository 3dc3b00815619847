using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>
/// Random data sets for each window: MCP tools, several clients, reports without one, snapshots, unobserved calls, names that few use.
/// </summary>
public sealed class PublishedPropertiesTests
{
    private static readonly int DataSets = int.Parse(Environment.GetEnvironmentVariable("TOOLTIME_DATA_SETS") ?? "2000");

    private static readonly string[] Tools =
    [
        "Bash",
        "Read",
        "mcp__github__search_code",
        "mcp__github__create_issue",
        "mcp__github__list_issues",
        "mcp__github__*",
        "",
    ];

    [Fact]
    public void Publish_RandomDataSets_IsWhatAPlainModelSaysAndGivesNobodyAway()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"{DataSets} data sets from seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < DataSets; run++)
        {
            var window = (StatsWindowKind)(run % 3);
            SubmitterRows[] submitters =
            [
                .. Enumerable
                    .Range(0, 5 + random.Next(60))
                    .Select(number => new SubmitterRows(Given.Submitter(number), RowsOf(random, window))),
            ];
            var published = Publish(submitters, window);
            new PublishedProperties(submitters, window).Check(published);

            random.Shuffle(submitters);
            Assert.Equal(published, Publish(submitters, window));
            Assert.Equal(published, PublishInTwo(submitters, window));
        }
    }

    private static IReadOnlyList<PublishedCell> Publish(IEnumerable<SubmitterRows> submitters, StatsWindowKind window)
    {
        var rules = new PublicationRules(window, new(10));
        return rules.Publish(TallyOf(submitters, window));
    }

    /// <summary>Tallied in two parts, one of them serialised, and merged.</summary>
    private static IReadOnlyList<PublishedCell> PublishInTwo(SubmitterRows[] submitters, StatsWindowKind window)
    {
        var rules = new PublicationRules(window, new(10));
        var tally = TallyOf(submitters.Take(submitters.Length / 3), window);
        tally.Merge(WindowTally.Decode(TallyOf(submitters.Skip(submitters.Length / 3), window).Encode()));
        return rules.Publish(tally);
    }

    private static WindowTally TallyOf(IEnumerable<SubmitterRows> submitters, StatsWindowKind window)
    {
        var tally = new WindowTally();
        foreach (var submitter in submitters)
        {
            tally.Add(NormalizedNames.Normalize(submitter.Rows, Given.Names), window);
        }

        return tally;
    }

    private static List<StoredRow> RowsOf(Random random, StatsWindowKind window)
    {
        AgentClient[] clients = [AgentClient.ClaudeCode, AgentClient.Codex, AgentClient.Gemini, AgentClient.Unknown];
        var rows = new List<StoredRow>();
        for (var cell = 1 + random.Next(3); cell > 0; cell--)
        {
            var counts = new List<UsageCount>();
            counts.AddRange(Tools.Where(_ => random.Next(3) == 0).Select(tool => ToolOf(tool, random)));
            counts.AddRange(
                ((string[])["github", "a"])
                    .Where(_ => random.Next(3) == 0)
                    .Select(server => ToolOf(server, random) with { Dimension = Dimension.McpServer })
            );
            counts.AddRange(((string[])["review", ""]).Where(_ => random.Next(4) == 0).Select(skill => SkillOf(skill, random)));
            counts.AddRange(
                ((string[])["opus", "a"]).Where(_ => random.Next(2) == 0).Select(model => Given.Of(Dimension.Model, model, random.Next(3)))
            );
            counts.AddRange(((string[])["a", ""]).Where(_ => random.Next(4) == 0).Select(plugin => Given.Of(Dimension.Plugin, plugin, 0)));
            var (day, client) = (
                Epoch.Containing(Given.Monday).FirstDay.AddDays(random.Next(window == StatsWindowKind.FourWeeks ? 28 : 7)),
                clients[random.Next(clients.Length)]
            );
            rows.Add(
                random.Next(4) == 0
                    ? Given.Snapshot(new(day, new(random.Next(24), 0), TimeSpan.Zero), random.Next(100), client, counts)
                    : Given.Cell(day, client, counts)
            );
        }

        // One cell per day and client.
        return [.. rows.OfType<StoredRow.Snapshot>(), .. rows.OfType<StoredRow.Cell>().DistinctBy(cell => (cell.Day, cell.Client))];
    }

    private static UsageCount SkillOf(string name, Random random)
    {
        var count = Given.Of(Dimension.Skill, name, random.Next(4));
        return random.Next(3) == 0 ? count : count with { ByUser = random.Next(count.Calls + 1) };
    }

    private static UsageCount ToolOf(string name, Random random)
    {
        var calls = random.Next(12);
        var observed = random.Next(3) == 0 ? random.Next(calls + 1) : calls;
        var count = random.Next(6) == 0 ? Given.Tool(name, calls) : Given.Tool(name, calls, observed, errors: random.Next(observed + 1));
        return calls == 0 || random.Next(4) == 0
            ? count
            : count with
            {
                MedianMs = random.Next(2_000),
                TimedCalls = 1 + random.Next(calls),
            };
    }
}

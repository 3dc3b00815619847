using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Publication;

/// <summary>A random week: few names, skewed calls, cells and snapshots of several clients, now and then more than the limits let count.</summary>
internal static class World
{
    private static readonly string[] Names = ["Bash", "Read", "", "custom", "mcp__github__search", "a", "b"];

    public static IReadOnlyList<SubmitterRows> Of(Random random)
    {
        var submitters = random.Next(10) == 0 ? random.Next(95, 130) : random.Next(1, 40);
        return [.. Enumerable.Range(0, submitters).Select(number => new SubmitterRows(Given.Submitter(number), RowsOf(random)))];
    }

    private static List<KeptRow> RowsOf(Random random)
    {
        var rows = new List<KeptRow>();
        for (var client = AgentClient.Unknown; client <= AgentClient.Codex; client++)
        {
            var days = Enumerable.Range(0, 7).Where(_ => random.Next(6) == 0);
            rows.AddRange(days.Select(day => Edited(random, Given.Cell(Given.Monday.AddDays(day), client, CountsOf(random)))));
            for (var snapshots = random.Next(-2, 4); snapshots > 0; snapshots--)
            {
                rows.Add(Edited(random, Given.Snapshot(Given.Friday.AddHours(random.Next(3)), random.Next(3), client, CountsOf(random))));
            }
        }

        return rows;
    }

    private static KeptRow Edited(Random random, KeptRow row) =>
        row with { Report = row.Report with { EditsWithoutRead = random.Next(2) == 0 ? null : random.Next(5) == 0 ? random.Next(100_000) : random.Next(20) } };

    private static List<UsageCount> CountsOf(Random random)
    {
        var counts = Enum.GetValues<Dimension>()
            .Where(dimension => dimension != Dimension.Client)
            .SelectMany(dimension => Names.Where(_ => random.Next(4) == 0).Select(name => CountOf(random, dimension, name)))
            .ToList();
        if (random.Next(300) == 0)
        {
            // More names than count, and so the known ones may be cut; nobody else has these, so no table overflows.
            counts.AddRange(Enumerable.Range(0, 230).Select(_ => CountOf(random, Dimension.Tool, $"tool-{random.Next()}")));
        }

        return counts;
    }

    private static UsageCount CountOf(Random random, Dimension dimension, string name)
    {
        var calls = dimension == Dimension.Plugin ? 0 : random.Next(12) == 0 ? random.Next(100_000) : random.Next(60);
        var observed = random.Next(3) == 0 ? calls : random.Next(calls + 1);
        var measured = random.Next(3) > 0;
        return new()
        {
            Dimension = dimension,
            Name = name,
            Calls = calls,
            ObservedCalls = measured ? observed : 0,
            Errors = measured ? random.Next(observed + 1) : null,
            Rejections = random.Next(2) == 0 ? null : random.Next(10) == 0 ? random.Next(100_000) : random.Next(5),
        };
    }
}

using System.Collections.Immutable;
using ToolTime.Grains.Storage;
using ToolTime.Grains.Submissions;
using ToolTime.Usage;

namespace ToolTime.Grains.Tests.Submissions;

public sealed class RecentRowsTests
{
    private const AgentClient Client = AgentClient.ClaudeCode;

    private readonly RecentRows _recent = new();

    [Fact]
    public void FindRevisionOfDuplicate_NothingStored_IsNull() => Assert.Null(_recent.FindRevisionOfDuplicate(Client, [Cell(0, 1, 1)]));

    [Fact]
    public void FindRevisionOfDuplicate_TheSameCellAgain_IsItsRevision()
    {
        _recent.Add(Client, Cell(0, 5, 1));
        Assert.Equal(5, _recent.FindRevisionOfDuplicate(Client, [Cell(0, 5, 1)]));
    }

    [Fact]
    public void FindRevisionOfDuplicate_OlderOrSmallerContent_IsTheStoredRevision()
    {
        _recent.Add(Client, Cell(0, 5, 2));
        Assert.Equal(
            (5, 5),
            (_recent.FindRevisionOfDuplicate(Client, [Cell(0, 4, 3)]), _recent.FindRevisionOfDuplicate(Client, [Cell(0, 5, 1)]))
        );
    }

    [Fact]
    public void FindRevisionOfDuplicate_WhatWouldReplace_IsNull()
    {
        _recent.Add(Client, Cell(0, 5, 2));
        Assert.Equal(
            (null, null),
            (_recent.FindRevisionOfDuplicate(Client, [Cell(0, 6, 1)]), _recent.FindRevisionOfDuplicate(Client, [Cell(0, 5, 3)]))
        );
    }

    [Fact]
    public void FindRevisionOfDuplicate_AnotherClient_IsNull()
    {
        _recent.Add(Client, Cell(0, 5, 1));
        Assert.Null(_recent.FindRevisionOfDuplicate(AgentClient.Codex, [Cell(0, 5, 1)]));
    }

    [Fact]
    public void FindRevisionOfDuplicate_OneOfSeveralIsNew_IsNull()
    {
        _recent.Add(Client, Cell(0, 5, 1));
        Assert.Null(_recent.FindRevisionOfDuplicate(Client, [Cell(0, 5, 1), Cell(1, 5, 1)]));
    }

    [Fact]
    public void FindRevisionOfDuplicate_SeveralDuplicates_IsTheLargestRevision()
    {
        _recent.Add(Client, Cell(0, 5, 1));
        _recent.Add(Client, Cell(1, 7, 1));
        Assert.Equal(7, _recent.FindRevisionOfDuplicate(Client, [Cell(1, 1, 1), Cell(0, 5, 1)]));
    }

    [Fact]
    public void FindRevisionOfDuplicate_ASnapshotAgain_IsZero()
    {
        _recent.Add(Client, Snapshot(0, 1));
        Assert.Equal(
            (0, null, null),
            (_recent.FindRevisionOfDuplicate(Client, [Snapshot(0, 1)]),
            _recent.FindRevisionOfDuplicate(Client, [Snapshot(1, 1)]),
            _recent.FindRevisionOfDuplicate(Client, [Snapshot(0, 2)])));
    }

    [Fact]
    public void Kept_OneMoreThanItsCapacity_ForgetsTheOldest()
    {
        for (var day = 0; day <= RecentRows.Capacity; day++)
        {
            _recent.Add(Client, Cell(day, 1, 1));
        }

        var known = Enumerable
            .Range(0, RecentRows.Capacity + 1)
            .Where(day => _recent.FindRevisionOfDuplicate(Client, [Cell(day, 1, 1)]) is not null);
        Assert.Equal(Enumerable.Range(1, RecentRows.Capacity), known);
    }

    /// <summary>In any order of arrival, whatever it calls a duplicate is one for a storage that forgets nothing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FindRevisionOfDuplicate_RandomSubmissions_NeverSaysMoreThanStorage(int seed)
    {
        var random = new Random(seed);
        var stored = new Dictionary<string, (long Revision, byte Hash)>();
        var early = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var client = (AgentClient)random.Next(1, 3);
            var rows = Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomRow(random)).DistinctBy(KeyOf).ToImmutableArray();
            var duplicates = rows.Select(row =>
                    stored.TryGetValue($"{client}{KeyOf(row)}", out var known) && Order(row).CompareTo(known) <= 0
                )
                .ToList();
            if (_recent.FindRevisionOfDuplicate(client, rows) is not null)
            {
                early++;
                Assert.DoesNotContain(false, duplicates);
            }

            // Another activation may store a row without this one knowing.
            var elsewhere = random.Next(4) == 0;
            foreach (var (row, duplicate) in rows.Zip(duplicates).Where(pair => !pair.Second))
            {
                stored[$"{client}{KeyOf(row)}"] = Order(row);
                if (!elsewhere)
                {
                    _recent.Add(client, row);
                }
            }
        }

        Assert.True(early > 100, $"Only {early} were answered early.");
    }

    private static string KeyOf(NewRow row) =>
        row is NewRow.Cell cell ? $"/{cell.Day}" : $"/{((NewRow.Snapshot)row).GeneratedHour}/{row.ContentHash[0]}";

    private static (long Revision, byte Hash) Order(NewRow row) => row is NewRow.Cell cell ? (cell.Revision, cell.ContentHash[0]) : (0, 0);

    private static NewRow RandomRow(Random random) => random.Next(3) == 0
        ? Snapshot(random.Next(4), (byte)random.Next(3))
        : Cell(random.Next(24), random.Next(1, 4), (byte)random.Next(3));

    private static NewRow.Cell Cell(int day, long revision, byte hash) =>
        new() { Day = Given.Monday.AddDays(day), Revision = revision, Content = [], ContentHash = [hash] };

    private static NewRow.Snapshot Snapshot(int hour, byte hash) =>
        new() { GeneratedHour = Given.Friday.AddHours(hour), TotalEvents = 1, Content = [], ContentHash = [hash] };
}

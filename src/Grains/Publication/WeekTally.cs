using System.Collections.Frozen;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>Adds a window's submitters up, cell by cell: over all clients, and for each. The order in which they come does not matter.</summary>
internal sealed class WeekTally
{
    private readonly Dictionary<CellKey, CellTally> _cells = [];

    /// <summary>What was counted, in no particular order.</summary>
    public IReadOnlyDictionary<CellKey, CellTally> Cells => _cells;

    /// <summary>Adds one submitter, whom no other call may tell of.</summary>
    /// <param name="rows">All of the submitter's rows that count.</param>
    public void Add(IReadOnlyList<KeptRow> rows)
    {
        var usage = SubmitterUsage.Of(rows);
        Add(null, usage);
        var clients = rows.GroupBy(row => row.Client).ToList();
        foreach (var client in clients)
        {
            Add(client.Key, clients.Count == 1 ? usage : SubmitterUsage.Of([.. client]));
        }
    }

    /// <summary>Adds one submitter to the table of all clients, and to the number of each of them, and tells to which cells.</summary>
    /// <param name="rows">All of the submitter's rows that count.</param>
    public IReadOnlySet<CellKey> AddWithoutClientTables(IReadOnlyList<KeptRow> rows)
    {
        if (rows.Count == 0)
        {
            return FrozenSet<CellKey>.Empty;
        }

        var usage = SubmitterUsage.Of(rows);
        var keys = Add(null, usage).ToHashSet();
        foreach (var client in rows.GroupBy(row => row.Client))
        {
            var key = new CellKey(client.Key, UsageName.Everything);
            Count(key, new(SubmitterUsage.Of([.. client]).Reports, 0, 0, 0, 0));
            keys.Add(key);
        }

        return keys;
    }

    private List<CellKey> Add(AgentClient? client, SubmitterUsage usage)
    {
        var keys = new List<CellKey>(usage.Measures.Count + 2) { new(client, UsageName.Everything) };
        Count(keys[0], new(usage.Reports, 0, 0, 0, 0));
        if (usage.EditsWithoutRead is { } edits)
        {
            keys.Add(new(client, UsageName.EditsWithoutRead));
            Count(keys[^1], new(edits, 0, 0, 0, 0));
        }

        foreach (var (name, measure) in usage.Measures)
        {
            // The clients of everybody are the client cells of everything.
            if (name.Dimension != Dimension.Client)
            {
                keys.Add(new(client, name));
                Count(keys[^1], measure);
            }
        }

        return keys;
    }

    private void Count(CellKey key, Measure measure)
    {
        if (!_cells.TryGetValue(key, out var tally))
        {
            _cells.Add(key, tally = new());
        }

        tally.Add(measure);
    }
}

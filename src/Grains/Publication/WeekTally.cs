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

    private void Add(AgentClient? client, SubmitterUsage usage)
    {
        Count(new(client, UsageName.Everything), new(usage.Reports, 0, 0, 0, 0));
        if (usage.EditsWithoutRead is { } edits)
        {
            Count(new(client, UsageName.EditsWithoutRead), new(edits, 0, 0, 0, 0));
        }

        foreach (var (name, measure) in usage.Measures)
        {
            // The clients of everybody are the client cells of everything.
            if (name.Dimension != Dimension.Client)
            {
                Count(new(client, name), measure);
            }
        }
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

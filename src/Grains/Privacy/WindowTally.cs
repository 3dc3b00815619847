using ToolTime.Grains.Storage;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Adds a window's submitters up, cell by cell: over all clients, and for each. The order in which they come does not matter, and tallies of
/// different submitters merge.
/// </summary>
internal sealed class WindowTally
{
    private readonly Dictionary<CellKey, CellTally> _cells = [];

    /// <summary>What was counted, in no particular order.</summary>
    public IReadOnlyDictionary<CellKey, CellTally> Cells => _cells;

    /// <summary>Adds one submitter, whom no other call may add.</summary>
    /// <param name="rows">All of the submitter's rows in the window.</param>
    /// <param name="window">The window.</param>
    public void Add(IReadOnlyList<KeptRow> rows, StatsWindowKind window)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var usage = SubmitterUsage.Of(rows, window);
        Add(null, usage);
        AddUseOfAny(usage);
        var clients = rows.GroupBy(row => row.Client).ToList();
        foreach (var client in clients)
        {
            Add(client.Key, clients.Count == 1 ? usage : SubmitterUsage.Of([.. client], window));
        }
    }

    /// <summary>Adds the submitters of another tally, none of whom is in this one.</summary>
    public void Merge(WindowTally others)
    {
        foreach (var (key, tally) in others._cells)
        {
            Add(key, tally);
        }
    }

    /// <summary>Adds what was counted of one cell by others.</summary>
    public void Add(CellKey key, CellTally others) => CellOf(key).Merge(others);

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
            if (name.Dimension != Dimension.Client && IsUsed(name, measure))
            {
                Count(new(client, name), measure);
            }
        }
    }

    /// <summary>Counts who used anything of a kind at all: at few people these are the figures that there are.</summary>
    private void AddUseOfAny(SubmitterUsage usage)
    {
        foreach (var kind in usage.Measures.Where(used => IsUsed(used.Key, used.Value)).SelectMany(used => UsageName.UseOfAny(used.Key)).Distinct())
        {
            Count(new(null, kind), default);
        }
    }

    /// <summary>A name of which calls are counted is used by a call; of others it is enough to be there.</summary>
    private static bool IsUsed(UsageName name, Measure measure) => name.Dimension is Dimension.Model or Dimension.Plugin or Dimension.Client || measure.Calls > 0;

    private void Count(CellKey key, Measure measure) => CellOf(key).Add(measure);

    private CellTally CellOf(CellKey key)
    {
        if (!_cells.TryGetValue(key, out var tally))
        {
            _cells.Add(key, tally = new());
        }

        return tally;
    }
}

using System.Runtime.InteropServices;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Adds a window's submitters up, cell by cell: over all clients, and for each. The order in which they come does not matter, and tallies
/// of different submitters merge.
/// </summary>
internal sealed class WindowTally
{
    private readonly PendingValues _pending = new();
    private readonly Dictionary<CellKey, CellTally> _cells = [];

    /// <summary>
    /// Submitters with one client, nearly all of them, are counted once: they are in their client's cell and in that of all clients alike.
    /// </summary>
    private readonly Dictionary<CellKey, CellTally> _ofOneClient = [];

    /// <summary>Everything that was counted, in no particular order.</summary>
    public IReadOnlyDictionary<CellKey, CellTally> Complete()
    {
        _pending.Count();
        foreach (var (key, tally) in _ofOneClient)
        {
            Add(key with { Client = null }, tally);
            if (!_cells.TryAdd(key, tally))
            {
                Add(key, tally);
            }
        }

        _ofOneClient.Clear();
        return _cells;
    }

    /// <summary>Adds one submitter, whom no other call may add.</summary>
    /// <param name="rows">All of the submitter's rows in the window.</param>
    /// <param name="window">The window.</param>
    public void Add(IReadOnlyList<StoredRow> rows, StatsWindowKind window)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var usage = SubmitterUsage.Compute(rows, window);
        AddUseOfAny(usage);
        var first = rows[0].Client;
        if (rows.All(row => row.Client == first))
        {
            Add(_ofOneClient, first, usage);
            return;
        }

        Add(_cells, null, usage);
        foreach (var client in rows.GroupBy(row => row.Client))
        {
            Add(_cells, client.Key, SubmitterUsage.Compute([.. client], window));
        }
    }

    /// <summary>Adds the submitters of another tally, none of whom is in this one.</summary>
    public void Merge(WindowTally others)
    {
        foreach (var (key, tally) in others.Complete())
        {
            Add(key, tally);
        }
    }

    /// <summary>Adds what was counted of one cell by others.</summary>
    public void Add(CellKey key, CellTally others) => CellOf(_cells, key).Merge(others);

    private void Add(Dictionary<CellKey, CellTally> cells, AgentClient? client, SubmitterUsage usage)
    {
        _pending.Add(CellOf(cells, new(client, UsageName.Everything)), new(usage.Reports));
        if (usage.EditsWithoutRead is { } edits)
        {
            _pending.Add(CellOf(cells, new(client, UsageName.EditsWithoutRead)), new(edits));
        }

        foreach (var (name, measure) in usage.Measures)
        {
            // The clients of everybody are the client cells of everything.
            if (name.Dimension != Dimension.Client && IsUsed(name, measure))
            {
                _pending.Add(CellOf(cells, new(client, name)), measure, usage.MedianMsOf(name));
            }
        }
    }

    /// <summary>Counts who used anything of a kind at all: at few people these are the figures that there are.</summary>
    private void AddUseOfAny(SubmitterUsage usage)
    {
        var (server, skill, plugin, unlisted) = (false, false, false, false);
        foreach (var (name, measure) in usage.Measures)
        {
            if (IsUsed(name, measure))
            {
                server |= name.Dimension == Dimension.McpServer;
                skill |= name.Dimension == Dimension.Skill;
                plugin |= name.Dimension == Dimension.Plugin;
                unlisted |= NameList.IsBucket(name.Name);
            }
        }

        Count(server, UsageName.AnyMcpServer);
        Count(skill, UsageName.AnySkill);
        Count(plugin, UsageName.AnyPlugin);
        Count(unlisted, UsageName.AnyUnlisted);
        void Count(bool used, UsageName kind)
        {
            if (used)
            {
                _pending.Add(CellOf(_cells, new(null, kind)), default);
            }
        }
    }

    /// <summary>A name of which calls are counted is used by a call; of others it is enough to be there.</summary>
    internal static bool IsUsed(UsageName name, Measure measure) =>
        name.Dimension is Dimension.Model or Dimension.Plugin or Dimension.Client || measure.Calls > 0;

    private CellTally CellOf(Dictionary<CellKey, CellTally> cells, CellKey key)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);
        return tally ??= _pending.CreateCell();
    }
}

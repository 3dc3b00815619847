using System.Runtime.InteropServices;
using ToolTime.Grains.Storage;
using ToolTime.Names;
using ToolTime.Publication;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>
/// Adds up a window's submitters cell by cell: over all clients, and per client. The order of submitters does not matter, and tallies of
/// different submitters merge.
/// </summary>
internal sealed class WindowTally
{
    private readonly PendingValues _pending = new();
    private readonly Dictionary<CellKey, CellTally> _cells = [];

    /// <summary>
    /// Submitters with one client, which is nearly all of them, are counted here once: their client's cell and the cell of all clients get
    /// the same counts.
    /// </summary>
    private readonly Dictionary<CellKey, CellTally> _ofOneClient = [];

    /// <summary>All cells with their counts, in no particular order.</summary>
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

    /// <summary>Adds one submitter; each may be added only once.</summary>
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

    /// <summary>Adds another tally, whose submitters are all different.</summary>
    public void Merge(WindowTally others)
    {
        foreach (var (key, tally) in others.Complete())
        {
            Add(key, tally);
        }
    }

    /// <summary>Adds other submitters' counts to one cell.</summary>
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
            // All clients' cell of everything also has the client cells.
            if (name.Dimension != Dimension.Client && IsUsed(name, measure))
            {
                _pending.Add(CellOf(cells, new(client, name)), measure, usage.MedianMsOf(name));
            }
        }
    }

    /// <summary>Counts who used any name of a kind: on a small server, few other figures are published.</summary>
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

                // A report without a client has an empty name too, but no name is unlisted.
                unlisted |= name.Dimension != Dimension.Client && NameList.IsBucket(name.Name);
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

    /// <summary>Whether the name was used: by a call if its calls are counted, otherwise by being present.</summary>
    internal static bool IsUsed(UsageName name, Measure measure) =>
        name.Dimension is Dimension.Model or Dimension.Plugin or Dimension.Client || measure.Calls > 0;

    private CellTally CellOf(Dictionary<CellKey, CellTally> cells, CellKey key)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);
        return tally ??= _pending.CreateCell();
    }
}

using System.Runtime.InteropServices;
using System.Text;
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
    private const int AllClients = 0;

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

    /// <summary>Encodes the tally to send it between two silos of the same version; it is never stored.</summary>
    public byte[] Encode()
    {
        var cells = Complete();
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(cells.Count);
            foreach (var (key, cell) in cells)
            {
                writer.Write7BitEncodedInt(key.Client is { } client ? (int)client + 1 : AllClients);
                writer.Write7BitEncodedInt((int)key.Name.Dimension);
                writer.Write(key.Name.Name);
                cell.Write(writer);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Decodes a tally encoded by <see cref="Encode"/>.</summary>
    public static WindowTally Decode(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        var tally = new WindowTally();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var client = reader.Read7BitEncodedInt();
            var name = new UsageName((Dimension)reader.Read7BitEncodedInt(), reader.ReadString());
            tally.Add(new(client == AllClients ? null : (AgentClient)(client - 1), name), CellTally.Read(reader));
        }

        return tally;
    }

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

/// <summary>
/// The cells of a tally, and values waiting to be counted in their histograms. The histograms of thousands of names do not fit into a
/// processor's cache, so they are not updated value by value: values are appended to a list, and from time to time counted cell by cell.
/// </summary>
internal sealed class PendingValues
{
    /// <summary>The maximum number of waiting values: 768 KiB, and as much again while they are sorted.</summary>
    private const int Most = 1 << 16;

    private readonly List<CellTally> _cells = [];
    private readonly List<Value> _values = [];
    private readonly List<Value> _sorted = [];

    public CellTally CreateCell()
    {
        var cell = new CellTally { Number = _cells.Count };
        _cells.Add(cell);
        return cell;
    }

    /// <summary>Adds one submitter's values for a cell; each submitter may be added only once.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="measure">The submitter's counts.</param>
    /// <param name="medianMs">The submitter's median duration; null if it has none.</param>
    public void Add(CellTally cell, Measure measure, int? medianMs = null)
    {
        if (_values.Count == Most)
        {
            Count();
        }

        cell.Add(measure);
        _values.Add(
            new(
                cell.Number,
                (ushort)CellTally.CallsBucketOf(measure),
                (short)(CellTally.ErrorRateBucketOf(measure) ?? Value.None),
                (short)(medianMs is { } median ? Rounding.DurationResolution.BucketOf(median) : Value.None)
            )
        );
    }

    public void Count()
    {
        var values = CollectionsMarshal.AsSpan(_values);
        CollectionsMarshal.SetCount(_sorted, values.Length);
        var sorted = CollectionsMarshal.AsSpan(_sorted);
        var next = StartOfEachCell(values);
        foreach (var value in values)
        {
            sorted[next[value.Cell]++] = value;
        }

        foreach (var value in sorted)
        {
            var cell = _cells[value.Cell];
            cell.Calls.AddToBucket(value.Calls);
            if (value.ErrorRate != Value.None)
            {
                cell.ErrorRates.AddToBucket(value.ErrorRate);
            }

            if (value.Duration != Value.None)
            {
                cell.Durations.AddToBucket(value.Duration);
            }
        }

        _values.Clear();
    }

    /// <summary>For each cell number, how many values belong to earlier cells.</summary>
    private int[] StartOfEachCell(ReadOnlySpan<Value> values)
    {
        var starts = new int[_cells.Count + 1];
        foreach (var value in values)
        {
            starts[value.Cell + 1]++;
        }

        for (var cell = 1; cell < starts.Length; cell++)
        {
            starts[cell] += starts[cell - 1];
        }

        return starts;
    }

    /// <summary>One submitter's values for a cell.</summary>
    /// <param name="Cell">The cell's number.</param>
    /// <param name="Calls">The bucket of the submitter's calls.</param>
    /// <param name="ErrorRate">The bucket of the submitter's error rate.</param>
    /// <param name="Duration">The bucket of the submitter's median duration.</param>
    private readonly record struct Value(int Cell, ushort Calls, short ErrorRate, short Duration)
    {
        public const short None = -1;
    }
}

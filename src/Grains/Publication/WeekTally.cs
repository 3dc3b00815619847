using System.Collections.Frozen;
using System.IO.Compression;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Publication;

/// <summary>Adds a window's submitters up, cell by cell: over all clients, and for each. The order in which they come does not matter.</summary>
internal sealed class WeekTally
{
    /// <summary>Bytes that are compressed at a time: numbers are written one by one.</summary>
    private const int BufferSize = 1 << 16;

    private readonly Dictionary<CellKey, CellTally> _cells = [];

    /// <summary>Submitters of a week that were added.</summary>
    public int Submitters { get; private set; }

    /// <summary>Submitters of a week that were passed over.</summary>
    public int Immature { get; private set; }

    /// <summary>What was counted, in no particular order.</summary>
    public IReadOnlyDictionary<CellKey, CellTally> Cells => _cells;

    /// <summary>Adds one submitter, whom no other call may tell of.</summary>
    /// <param name="rows">All of the submitter's rows that count.</param>
    public void Add(IReadOnlyList<KeptRow> rows)
    {
        Submitters++;
        var usage = SubmitterUsage.Of(rows);
        Add(null, usage);
        var clients = rows.GroupBy(row => row.Client).ToList();
        foreach (var client in clients)
        {
            Add(client.Key, clients.Count == 1 ? usage : SubmitterUsage.Of([.. client]));
        }
    }

    /// <summary>Notes one submitter who is not mature, and counts in nothing.</summary>
    public void PassOver() => Immature++;

    /// <summary>Adds the submitters of another tally, none of whom is in this one.</summary>
    public void AddAll(WeekTally others)
    {
        Submitters += others.Submitters;
        Immature += others.Immature;
        foreach (var (key, tally) in others._cells)
        {
            CellOf(key).AddAll(tally);
        }
    }

    /// <summary>The tally as it is stored: equal ones have equal bytes.</summary>
    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(new BufferedStream(new DeflateStream(stream, CompressionLevel.Fastest, leaveOpen: true), BufferSize)))
        {
            Write(writer);
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    public static WeekTally Decode(byte[] stored)
    {
        using var reader = new BinaryReader(new BufferedStream(new DeflateStream(new MemoryStream(stored), CompressionMode.Decompress), BufferSize));
        var tally = new WeekTally { Submitters = reader.Read7BitEncodedInt(), Immature = reader.Read7BitEncodedInt() };
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var client = reader.Read7BitEncodedInt();
            var dimension = (Dimension)reader.Read7BitEncodedInt();
            tally._cells.Add(new(client == 0 ? null : (AgentClient)(client - 1), new(dimension, reader.ReadString())), CellTally.Read(reader));
        }

        return tally;
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

    private void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(Submitters);
        writer.Write7BitEncodedInt(Immature);
        writer.Write7BitEncodedInt(_cells.Count);
        foreach (var (key, tally) in _cells.OrderBy(cell => cell.Key))
        {
            writer.Write7BitEncodedInt(key.Client is { } client ? 1 + (int)client : 0);
            writer.Write7BitEncodedInt((int)key.Name.Dimension);
            writer.Write(key.Name.Name);
            tally.Write(writer);
        }
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

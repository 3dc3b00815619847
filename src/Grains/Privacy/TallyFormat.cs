using System.Text;
using ToolTime.Usage;

namespace ToolTime.Grains.Privacy;

/// <summary>Encodes a tally to send it between two silos of the same version; it is never stored.</summary>
internal static class TallyFormat
{
    private const int AllClients = 0;

    public static byte[] Encode(WindowTally tally)
    {
        var cells = tally.Complete();
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
}

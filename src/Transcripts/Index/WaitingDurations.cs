using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// How long calls ran that no transcript holds yet: a hook records a call before its agent writes it down. The last 1,024, since some no
/// transcript ever holds. For one thread at a time.
/// </summary>
internal sealed class WaitingDurations
{
    private const int Most = 1024;

    private readonly Dictionary<IdHash, int> _milliseconds = [];
    private readonly Queue<IdHash> _order = [];

    public int Count => _milliseconds.Count;

    /// <summary>Adds one; the first of a call counts.</summary>
    public void Add(IdHash call, int milliseconds)
    {
        if (!_milliseconds.TryAdd(call, milliseconds))
        {
            return;
        }

        _order.Enqueue(call);
        if (_order.Count > Most)
        {
            _milliseconds.Remove(_order.Dequeue());
        }
    }

    /// <summary>That of a call, which waits no more; null where none waits.</summary>
    public int? Take(IdHash call) => _milliseconds.Remove(call, out var milliseconds) ? milliseconds : null;

    public void Write(BinaryWriter writer)
    {
        List<IdHash> waiting = [.. _order.Where(_milliseconds.ContainsKey).Distinct()];
        writer.Write(waiting.Count);
        foreach (var call in waiting)
        {
            call.Write(writer);
            writer.Write(_milliseconds[call]);
        }
    }

    public void Read(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            Add(IdHash.Read(reader), reader.ReadInt32());
        }
    }
}

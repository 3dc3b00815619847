using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// How long calls ran that no transcript has yet: a hook records a call before its agent writes it. The last 1,024, since some never get
/// into a transcript. For one thread at a time.
/// </summary>
internal sealed class WaitingDurations
{
    private const int Most = 1024;

    private readonly Dictionary<IdHash, int> _milliseconds = [];
    private readonly Queue<IdHash> _order = [];

    public int Count => _milliseconds.Count;

    /// <summary>Adds a duration; the first for a call counts.</summary>
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

    /// <summary>Removes and returns a call's duration; null if none is waiting.</summary>
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

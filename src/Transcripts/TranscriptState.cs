using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>What must be known of a transcript's beginning to read on in its middle. Stored in the index.</summary>
internal sealed class TranscriptState
{
    // An agent's context holds far fewer files; what is beyond is forgotten oldest first.
    private const int MaxFiles = 4096;
    private const int MaxOpenCalls = 256;

    private readonly Queue<ulong> _order = [];
    private readonly HashSet<ulong> _touched = [];
    private readonly Dictionary<IdHash, ulong> _openCalls = [];

    /// <summary>The folder that the agent worked in, as it says itself; null until it does. Never stored: the index holds no paths.</summary>
    public string? Folder { get; set; }

    /// <summary>The model named last; of use where responses do not name theirs.</summary>
    public string? Model { get; set; }

    /// <summary>The session from which this one was copied, or its own; of use where responses have no identifiers.</summary>
    public string? Origin { get; set; }

    /// <summary>The running total of tokens; of use where lines have only that.</summary>
    public TokenCount Running { get; set; }

    /// <summary>Notes the call of a file tool; says whether it edits a file that was not read or written before.</summary>
    public bool IsEditWithoutRead(IdHash call, string tool, ulong file)
    {
        if (_openCalls.Count < MaxOpenCalls)
            _openCalls[call] = file;
        return FileTools.IsEdit(tool) && !_touched.Contains(file);
    }

    /// <summary>Notes how a call ended: a file that was really read or written is known from then on.</summary>
    public void End(IdHash call, CallOutcome outcome)
    {
        if (!_openCalls.Remove(call, out var file) || outcome is not CallOutcome.Fine)
            return;
        Touch(file);
        if (_order.Count > MaxFiles)
            _touched.Remove(_order.Dequeue());
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Model ?? "");
        writer.Write(Origin ?? "");
        foreach (var tokens in (ReadOnlySpan<long>)[Running.Input, Running.Output, Running.CacheWrite5m, Running.CacheWrite1h, Running.CacheRead])
            writer.Write(tokens);
        writer.Write(_order.Count);
        foreach (var file in _order)
            writer.Write(file);
        writer.Write(_openCalls.Count);
        foreach (var (call, file) in _openCalls)
        {
            writer.Write(call.Low);
            writer.Write(call.High);
            writer.Write(file);
        }
    }

    public static TranscriptState Read(BinaryReader reader)
    {
        var state = new TranscriptState { Model = Text(), Origin = Text() };
        state.Running = new TokenCount(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        for (var left = reader.ReadInt32(); left > 0; left--)
            state.Touch(reader.ReadUInt64());
        for (var left = reader.ReadInt32(); left > 0; left--)
            state._openCalls[new IdHash(reader.ReadUInt64(), reader.ReadUInt64())] = reader.ReadUInt64();

        return state;

        string? Text() => reader.ReadString() is { Length: > 0 } text ? text : null;
    }

    private void Touch(ulong file)
    {
        if (_touched.Add(file))
            _order.Enqueue(file);
    }
}

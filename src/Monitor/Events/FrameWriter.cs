using System.Buffers;
using System.Text.Json;

namespace ToolTime.Monitor.Events;

/// <summary>
/// Writes events as JSON, many of them into one array: thousands are remembered, and separate arrays would be moved by each garbage
/// collection. For one thread at a time.
/// </summary>
internal sealed class FrameWriter : IBufferWriter<byte>
{
    // Below the runtime's large-object size.
    private const int PieceBytes = 64 * 1024;

    // The serializer writes only valid JSON.
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    private byte[] _piece = new byte[PieceBytes];
    private int _start;
    private int _end;

    /// <summary>Writes an event that already has its number. The frame's bytes never change.</summary>
    public Frame Write(LiveEvent numbered)
    {
        _start = _end;
        using (var json = new Utf8JsonWriter(this, Options))
        {
            JsonSerializer.Serialize(json, numbered, EventJson.Default.LiveEvent);
        }

        return Frame.From(numbered, _piece.AsMemory(_start, _end - _start));
    }

    /// <inheritdoc/>
    public void Advance(int count) => _end += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var written = _end - _start;
        if (_piece.Length - _end < Math.Max(1, sizeHint))
        {
            var next = new byte[Math.Max(PieceBytes, 2 * (written + sizeHint))];
            _piece.AsSpan(_start, written).CopyTo(next);
            (_piece, _start, _end) = (next, 0, written);
        }

        return _piece.AsMemory(_end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}

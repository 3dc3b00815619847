using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts;

/// <summary>What the index knows about a transcript read before.</summary>
/// <param name="Length">Its length when it was found.</param>
/// <param name="WrittenAt">When it had last been written, in UTC ticks.</param>
/// <param name="Position">How far it was read.</param>
/// <param name="Fingerprint">A hash of its content up to there.</param>
/// <param name="Skipped">What was skipped up to there.</param>
/// <param name="Saved">The state in which reading stopped, as bytes, since most files are never read again.</param>
internal sealed record KnownTranscript(
    long Length,
    long WrittenAt,
    long Position,
    IdHash Fingerprint,
    Skipped Skipped,
    ReadOnlyMemory<byte> Saved
)
{
    /// <summary>True if there is nothing new in it.</summary>
    public bool IsUnchanged(TranscriptFile file) => file.Length == Length && file.WrittenAt == WrittenAt;

    public TranscriptState State()
    {
        using var reader = new BinaryReader(new MemoryStream(Saved.ToArray(), writable: false));
        return TranscriptState.Read(reader);
    }

    public static KnownTranscript From(TranscriptReading reading)
    {
        using var saved = new MemoryStream();
        using var writer = new BinaryWriter(saved);
        reading.State.Write(writer);
        return new KnownTranscript(
            // One that was not read to its end is never unchanged.
            reading.HasMore ? reading.Position : reading.File.Length,
            reading.File.WrittenAt,
            reading.Position,
            reading.Fingerprint,
            reading.Skipped,
            saved.ToArray()
        );
    }

    public void Write(BinaryWriter writer)
    {
        foreach (var number in (ReadOnlySpan<long>)[Length, WrittenAt, Position])
        {
            writer.Write(number);
        }

        Fingerprint.Write(writer);
        Skipped.Write(writer);
        writer.Write(Saved.Length);
        writer.Write(Saved.Span);
    }

    /// <summary>Reads it at the position of <paramref name="reader"/> in <paramref name="content"/>, which is not copied.</summary>
    public static KnownTranscript Read(BinaryReader reader, byte[] content)
    {
        var (length, writtenAt, position) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        var fingerprint = IdHash.Read(reader);
        var skipped = Skipped.Read(reader);
        var saved = reader.ReadInt32();
        var start = (int)reader.BaseStream.Position;
        reader.BaseStream.Position += saved;
        return new KnownTranscript(length, writtenAt, position, fingerprint, skipped, content.AsMemory(start, saved));
    }
}

using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;
using ToolTime.Recording.Calls;
using ZstdSharp;

namespace ToolTime.Transcripts;

/// <summary>
/// Reads transcripts line by line through one buffer, from where each was left. For one thread. It counts what it skips: lines that are
/// torn, foreign or longer than 64 MiB, and a last line still being written, which it leaves for next time.
/// </summary>
/// <param name="inputs">Receives calls' input; null if not needed.</param>
/// <param name="texts">Receives what was said; null if not needed.</param>
/// <param name="mostBytes">After how many bytes of a plain file it stops at the end of a line, for another reading to continue.</param>
internal sealed class TranscriptReader(TakeInput? inputs = null, TakeText? texts = null, long mostBytes = long.MaxValue)
{
    private delegate int ReadBytes(Span<byte> buffer, long at);

    private const int BufferBytes = 256 * 1024;
    private const int MaxLineBytes = 64 * 1024 * 1024;
    private const int FingerprintBytes = 512;
    private const int MaxTries = 1000;

    private readonly Utf8Names _names = new();
    private readonly byte[] _edges = new byte[2 * FingerprintBytes];
    private byte[] _buffer = new byte[BufferBytes];

    /// <summary>
    /// Continues after what is known, or reads everything if the file no longer starts with that. A file that is gone counts as empty.
    /// </summary>
    /// <param name="file">The transcript.</param>
    /// <param name="known">How far it was read; null if it was not.</param>
    /// <param name="state">The state left by the previous reading; null to use the stored one.</param>
    public TranscriptReading Read(TranscriptFile file, KnownTranscript? known, TranscriptState? state = null)
    {
        try
        {
            return file switch
            {
                { Format: IDatabaseFormat } => TranscriptDatabase.Read(file, known, Begin),
                { IsDocument: true } => ReadDocument(file),
                { IsCompressed: true } => ReadCompressed(file),
                _ => ReadPlain(file, known, state),
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Begin(file, new TranscriptState());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ZstdException or SqliteException)
        {
            var unreadable = Begin(file, new TranscriptState(), Skipped.OneUnreadable);
            unreadable.IsBroken = IsOfContent(e);
            return unreadable;
        }
        finally
        {
            // A line of many megabytes is rare, and this object may live long.
            _buffer = _buffer.Length > BufferBytes ? new byte[BufferBytes] : _buffer;
        }
    }

    // A file that is locked or may not be opened just now is not broken.
    private static bool IsOfContent(Exception e) =>
        e is ZstdException or EndOfStreamException
        || e is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR };

    private TranscriptReading Begin(TranscriptFile file, TranscriptState state, Skipped skipped = default) =>
        new(file, state, _names) { Inputs = inputs, Texts = texts, Skipped = skipped };

    private TranscriptReading ReadPlain(TranscriptFile file, KnownTranscript? known, TranscriptState? state)
    {
        using var handle = File.OpenHandle(
            file.Path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            FileOptions.SequentialScan
        );
        var length = RandomAccess.GetLength(handle);
        var isGrown = known is not null && known.Position <= length && known.Fingerprint == Fingerprint(handle, known.Position);
        var reading = isGrown
            ? Begin(file, state ?? known!.State(), known!.Skipped with { Unfinished = 0 })
            : Begin(file, new TranscriptState());
        reading.Position = isGrown ? known!.Position : 0;
        ReadLines((buffer, at) => RandomAccess.Read(handle, buffer, at), length, reading, mostBytes);
        reading.Fingerprint = Fingerprint(handle, reading.Position);
        reading.IsComplete = true;
        return reading;
    }

    // A compressed file is finished: it is read as a whole, and again as a whole if it ever changes.
    private TranscriptReading ReadCompressed(TranscriptFile file)
    {
        using var compressed = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new DecompressionStream(compressed);
        var reading = Begin(file, new TranscriptState());
        ReadLines((buffer, _) => content.Read(buffer), long.MaxValue, reading, long.MaxValue);
        reading.Position = compressed.Length;
        reading.IsComplete = true;
        return reading;
    }

    private TranscriptReading ReadDocument(TranscriptFile file)
    {
        var reading = Begin(file, new TranscriptState());
        if (file.Length > MaxLineBytes)
        {
            reading.Skipped = Skipped.OneTorn;
        }
        else
        {
            using var content = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var whole = new byte[file.Length];
            TakeLast(whole.AsSpan(0, content.ReadAtLeast(whole, whole.Length, throwOnEndOfStream: false)), isBeginning: true, reading);
        }

        reading.Position = file.Length;
        reading.IsComplete = true;
        return reading;
    }

    private void ReadLines(ReadBytes read, long length, TranscriptReading reading, long most)
    {
        var (start, filled) = (reading.Position, 0);
        var first = start;
        while (start + filled < length)
        {
            if (start - first >= most)
            {
                reading.HasMore = true;
                return;
            }

            if (filled == _buffer.Length && !TryGrow())
            {
                reading.Skipped += Skipped.OneTorn;
                (start, filled) = SkipLine(read, start + filled, length);
            }
            else
            {
                var got = read(_buffer.AsSpan(filled), start + filled);
                if (got == 0)
                {
                    break;
                }

                filled += got;
            }

            var taken = TakeLines(_buffer.AsSpan(0, filled), start == 0, reading);
            _buffer.AsSpan(taken, filled - taken).CopyTo(_buffer);
            filled -= taken;
            start += taken;
            reading.Position = start;
        }

        TakeLast(_buffer.AsSpan(0, filled), start == 0, reading);
    }

    // Returns how many bytes form whole lines.
    private static int TakeLines(ReadOnlySpan<byte> content, bool isBeginning, TranscriptReading reading)
    {
        var taken = 0;
        while (content[taken..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            Take(content.Slice(taken, length), isBeginning && taken == 0, hasEnd: true, reading);
            taken += length + 1;
        }

        return taken;
    }

    // The last line may lack a line break: if it is complete, it counts; if not, it is still being written.
    private static void TakeLast(ReadOnlySpan<byte> line, bool isBeginning, TranscriptReading reading)
    {
        if (line.IsEmpty)
        {
            return;
        }

        var before = reading.Skipped;
        Take(line, isBeginning, hasEnd: false, reading);
        if (reading.Skipped.Torn == before.Torn)
        {
            reading.Position += line.Length;
        }
        else
        {
            reading.Skipped = before + Skipped.OneUnfinished;
        }
    }

    private static void Take(ReadOnlySpan<byte> line, bool isBeginning, bool hasEnd, TranscriptReading reading)
    {
        if (isBeginning && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        line = line.Trim(" \t\r"u8);
        if (line.IsEmpty)
        {
            return;
        }

        var torn = reading.Skipped.Torn;
        ReadLine read = ((ILineFormat)reading.File.Format).Read;
        reading.Take(line, read);
        if (hasEnd && reading.Skipped.Torn > torn)
        {
            TakeBehind(line, read, reading);
        }
    }

    // A killed writer leaves an incomplete line, or zeros, and the next writer continues after that: whole lines count.
    private static void TakeBehind(ReadOnlySpan<byte> line, ReadLine read, TranscriptReading reading)
    {
        var (isLost, tries) = (false, 0);
        while (!line.IsEmpty && tries < MaxTries)
        {
            var length = LengthOfObject(line);
            var behind = line[length..].TrimStart(" \t\r\0"u8);
            if (length > 0 && (!isLost || behind.IsEmpty || behind[0] == '{'))
            {
                reading.Take(line[..length], read);
                line = behind;
                continue;
            }

            (isLost, tries) = (true, tries + 1);
            line = line[Math.Max(1, length)..];
            line = line.IndexOf("{\""u8) is >= 0 and var next ? line[next..] : default;
        }

        if (!isLost)
        {
            reading.Skipped -= Skipped.OneTorn;
        }
    }

    // 0 if there is no whole object.
    private static int LengthOfObject(ReadOnlySpan<byte> content)
    {
        var json = JsonLine.Reader(content);
        try
        {
            json.Read();
            json.Skip();
            return json.TokenType is JsonTokenType.EndObject ? (int)json.BytesConsumed : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private bool TryGrow()
    {
        if (_buffer.Length >= MaxLineBytes)
        {
            return false;
        }

        Array.Resize(ref _buffer, _buffer.Length * 2);
        return true;
    }

    // Returns where the next line starts, and how much of what follows is in the buffer.
    private (long Start, int Filled) SkipLine(ReadBytes read, long from, long length)
    {
        for (var at = from; at < length;)
        {
            var got = read(_buffer, at);
            if (got == 0)
            {
                return (at, 0);
            }

            if (_buffer.AsSpan(0, got).IndexOf((byte)'\n') is >= 0 and var end)
            {
                var behind = _buffer.AsSpan(end + 1, got - end - 1);
                behind.CopyTo(_buffer);
                return (at + end + 1, behind.Length);
            }

            at += got;
        }

        return (length, 0);
    }

    // Hashes the first bytes and the last ones before a position: enough to recognise a file that only grew.
    private IdHash Fingerprint(SafeFileHandle handle, long position)
    {
        var edge = (int)Math.Min(FingerprintBytes, position);
        var first = RandomAccess.Read(handle, _edges.AsSpan(0, edge), 0);
        var last = RandomAccess.Read(handle, _edges.AsSpan(edge, edge), position - edge);
        return IdHash.Compute(_edges.AsSpan(0, first + last), new IdHash((ulong)position, 0));
    }
}

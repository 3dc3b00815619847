using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Platform;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// Writes one index file: a mark, a version, sections of equal elements, and a hash of it all. Numbers are little-endian, as on every
/// machine that .NET runs on. The file gets its name only when it is complete and on disk.
/// </summary>
internal sealed class IndexFileWriter : IDisposable
{
    public const uint Mark = 0x58495454; // "TTIX"
    public const int Version = 4;

    private readonly FileReplacement _file;
    private IdHash _hash;

    public IndexFileWriter(string path)
    {
        _file = new FileReplacement(path);
        Section<uint>([Mark, Version]);
    }

    public void Section<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        Write([Unsafe.SizeOf<T>(), elements.Length]);
        WriteBytes(MemoryMarshal.AsBytes(elements));
    }

    public void Section<TRow>(RowTable<TRow> rows)
        where TRow : unmanaged, IKeyedRow
    {
        Write([Unsafe.SizeOf<TRow>(), rows.Count]);
        foreach (var piece in rows.Pieces)
        {
            WriteBytes(MemoryMarshal.AsBytes(piece.Span));
        }
    }

    /// <summary>Durably replaces the file with what was written.</summary>
    public void Commit()
    {
        _file.Content.Write(MemoryMarshal.AsBytes([_hash]));
        _file.Commit();
    }

    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<int> numbers) => WriteBytes(MemoryMarshal.AsBytes(numbers));

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        _hash = IdHash.Compute(bytes, _hash);
        _file.Content.Write(bytes);
    }
}

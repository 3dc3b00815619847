using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>Reads the files of <see cref="IndexFileWriter"/>, and nothing else.</summary>
internal sealed class IndexFileReader : IDisposable
{
    private readonly FileStream _file;
    private IdHash _hash;

    /// <exception cref="InvalidDataException">The file is damaged, or not an index file.</exception>
    /// <exception cref="NewerIndexException">A newer version of tooltime wrote it.</exception>
    public IndexFileReader(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            if (Section<uint>() is not [IndexFileWriter.Mark, var version])
            {
                throw new InvalidDataException("It is not an index file.");
            }

            if (version > IndexFileWriter.Version)
            {
                throw new NewerIndexException();
            }

            Version = version;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The version of the format, from 1.</summary>
    public uint Version { get; }

    /// <summary>The next section, whose elements must have this size.</summary>
    /// <exception cref="InvalidDataException">They do not, or the file ends before.</exception>
    public T[] Section<T>()
        where T : unmanaged
    {
        var elements = new T[Begin<T>()];
        Read(elements);
        return elements;
    }

    /// <summary>The next section as a table of rows.</summary>
    /// <exception cref="InvalidDataException">Its rows are of another kind, or the file ends before.</exception>
    public RowTable<TRow> Rows<TRow>()
        where TRow : unmanaged, IKeyedRow
    {
        var rows = new RowTable<TRow>();
        for (var left = Begin<TRow>(); left > 0; left -= RowTable<TRow>.PieceRows)
        {
            var piece = new TRow[Math.Min(left, RowTable<TRow>.PieceRows)];
            Read(piece);
            rows.AddStored(piece);
        }

        return rows;
    }

    /// <summary>Converts a row that an older version stored.</summary>
    public delegate TRow Upgrade<TOld, TRow>(in TOld row);

    /// <summary>The next section, with rows that an older version stored.</summary>
    /// <exception cref="InvalidDataException">Its rows are of another kind, or the file ends before.</exception>
    public RowTable<TRow> Rows<TOld, TRow>(Upgrade<TOld, TRow> upgrade)
        where TOld : unmanaged
        where TRow : unmanaged, IKeyedRow
    {
        var rows = new RowTable<TRow>();
        for (var left = Begin<TOld>(); left > 0; left -= RowTable<TRow>.PieceRows)
        {
            var piece = new TOld[Math.Min(left, RowTable<TRow>.PieceRows)];
            Read(piece);
            foreach (ref readonly var row in piece.AsSpan())
            {
                rows.Add(upgrade(row));
            }
        }

        return rows;
    }

    /// <summary>Must be called after reading all sections, before using any.</summary>
    /// <exception cref="InvalidDataException">The content is not what was written.</exception>
    public void End()
    {
        var expected = _hash;
        var written = new IdHash[1];
        Read(written);
        if (written[0] != expected)
        {
            throw new InvalidDataException("It has changed since it was written.");
        }
    }

    public void Dispose() => _file.Dispose();

    // The number of elements of this size in the next section.
    private int Begin<T>()
        where T : unmanaged
    {
        var head = new int[2];
        Read(head);
        if (head[0] != Unsafe.SizeOf<T>() || head[1] < 0 || (long)head[0] * head[1] > _file.Length - _file.Position)
        {
            throw new InvalidDataException("A section is not what it should be.");
        }

        return head[1];
    }

    private void Read<T>(T[] elements)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(elements.AsSpan());
        if (_file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("It ends too early.");
        }

        _hash = IdHash.Compute(bytes, _hash);
    }
}

/// <summary>The index was written by a newer version of tooltime, and is left alone.</summary>
internal sealed class NewerIndexException()
    : Exception("The index was written by a newer version of tooltime; this one leaves it alone and reads every transcript again.");

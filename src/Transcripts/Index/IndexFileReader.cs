using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>Reads what <see cref="IndexFileWriter"/> wrote, and nothing else.</summary>
internal sealed class IndexFileReader : IDisposable
{
    private readonly FileStream _file;
    private IdHash _hash;

    /// <exception cref="InvalidDataException">The file is damaged, or is none of the index.</exception>
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

    /// <summary>The next section; it must hold elements of this size.</summary>
    /// <exception cref="InvalidDataException">It does not, or the file ends before.</exception>
    public T[] Section<T>()
        where T : unmanaged
    {
        var elements = new T[Begin<T>()];
        Read(elements);
        return elements;
    }

    /// <summary>The next section as a table of rows.</summary>
    /// <exception cref="InvalidDataException">It holds others, or the file ends before.</exception>
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

    /// <summary>Makes a row of one that an older version stored.</summary>
    public delegate TRow Upgrade<TOld, TRow>(in TOld row);

    /// <summary>The next section, of rows that an older version stored.</summary>
    /// <exception cref="InvalidDataException">It holds others, or the file ends before.</exception>
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

    /// <summary>To be called when all sections were read, before anything of them is used.</summary>
    /// <exception cref="InvalidDataException">What was read is not what was written.</exception>
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

    // How many elements of this size the next section holds.
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

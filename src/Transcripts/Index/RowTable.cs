using System.Numerics;
using ToolTime.Recording.Calls;

namespace ToolTime.Transcripts.Index;

/// <summary>
/// Rows in order of arrival, found by their keys. They are stored in pieces that never move, with their positions in one table of numbers:
/// growing lists and dictionaries would leave behind as much garbage as they hold.
/// </summary>
internal sealed class RowTable<TRow>
    where TRow : unmanaged, IKeyedRow
{
    // A piece stays below the runtime's large-object size.
    private const int PieceShift = 10;
    private const int FirstPlaces = 256;

    private readonly List<TRow[]> _pieces = [];

    // One more than the row's number; 0 is free. At most three quarters are used.
    private int[] _places = new int[FirstPlaces];

    public static int PieceRows => 1 << PieceShift;

    public int Count { get; private set; }

    public ref TRow this[int number] => ref _pieces[number >> PieceShift][number & (PieceRows - 1)];

    /// <summary>The rows, piece by piece.</summary>
    public IEnumerable<ReadOnlyMemory<TRow>> Pieces
    {
        get
        {
            for (var i = 0; i < _pieces.Count; i++)
            {
                yield return _pieces[i].AsMemory(0, Math.Min(PieceRows, Count - (i << PieceShift)));
            }
        }
    }

    /// <summary>The number of the row with this key, or -1.</summary>
    public int Find(IdHash key)
    {
        for (var place = (int)key.Low & (_places.Length - 1); _places[place] != 0; place = (place + 1) & (_places.Length - 1))
        {
            if (this[_places[place] - 1].Key == key)
            {
                return _places[place] - 1;
            }
        }

        return -1;
    }

    /// <summary>Adds a row whose key must be new.</summary>
    public void Add(in TRow row)
    {
        if (Count == _pieces.Count << PieceShift)
        {
            _pieces.Add(new TRow[PieceRows]);
        }

        if ((Count + 1) * 4L > _places.Length * 3L)
        {
            Grow();
        }

        this[Count] = row;
        Place(Count++);
    }

    /// <summary>Selects rows.</summary>
    public delegate bool Selects(in TRow row);

    /// <summary>Another table with the selected rows.</summary>
    public RowTable<TRow> Where(Selects selects)
    {
        var selected = new RowTable<TRow>();
        for (var number = 0; number < Count; number++)
        {
            if (selects(this[number]))
            {
                selected.Add(this[number]);
            }
        }

        return selected;
    }

    /// <summary>Adds stored rows, whose keys must be unique.</summary>
    public void AddStored(ReadOnlySpan<TRow> rows)
    {
        foreach (ref readonly var row in rows)
        {
            Add(row);
        }
    }

    private void Grow()
    {
        _places = new int[BitOperations.RoundUpToPowerOf2((uint)_places.Length + 1)];
        for (var number = 0; number < Count; number++)
        {
            Place(number);
        }
    }

    private void Place(int number)
    {
        var place = (int)this[number].Key.Low & (_places.Length - 1);
        while (_places[place] != 0)
        {
            place = (place + 1) & (_places.Length - 1);
        }

        _places[place] = number + 1;
    }
}

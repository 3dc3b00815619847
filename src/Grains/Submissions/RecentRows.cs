using System.Collections.Immutable;
using ToolTime.Usage;

namespace ToolTime.Grains.Submissions;

/// <summary>
/// The rows that a submitter's grain has seen kept, so that a retry is answered without asking storage. It only ever knows less than
/// storage does: what it calls a duplicate is one.
/// </summary>
internal sealed class RecentRows
{
    /// <summary>Eight days of two clients, or as many snapshots: what one submitter has under way at once.</summary>
    public const int Capacity = 16;

    private readonly Dictionary<RowKey, KeptRow> _rows = [];
    private readonly Queue<RowKey> _oldestFirst = [];

    /// <summary>The largest kept revision (0 for snapshots) where all rows are known duplicates; else null.</summary>
    public long? KeptRevisionOfDuplicate(AgentClient client, ImmutableArray<NewRow> rows)
    {
        var largest = 0L;
        foreach (var row in rows)
        {
            if (!_rows.TryGetValue(RowKey.Of(client, row), out var kept)
                || (row is NewRow.Cell cell && CellPrecedence.Replaces(cell.Revision, cell.ContentHash.AsSpan(), kept.Revision, kept.ContentHash.AsSpan())))
            {
                return null;
            }

            largest = Math.Max(largest, kept.Revision);
        }

        return largest;
    }

    /// <summary>Notes a row that storage has just kept.</summary>
    public void Kept(AgentClient client, NewRow row)
    {
        var key = RowKey.Of(client, row);
        if (!_rows.ContainsKey(key))
        {
            _oldestFirst.Enqueue(key);
        }

        _rows[key] = new(row is NewRow.Cell cell ? cell.Revision : 0, row.ContentHash);
        if (_rows.Count > Capacity)
        {
            _rows.Remove(_oldestFirst.Dequeue());
        }
    }

    /// <summary>Forgets all, since it was deleted.</summary>
    public void Clear()
    {
        _rows.Clear();
        _oldestFirst.Clear();
    }

    private readonly record struct KeptRow(long Revision, ImmutableArray<byte> ContentHash);

    private readonly record struct RowKey(AgentClient Client, DateOnly? Day, DateTimeOffset? Hour, string? ContentHash)
    {
        public static RowKey Of(AgentClient client, NewRow row) => row switch
        {
            NewRow.Cell cell => new(client, cell.Day, null, null),
            NewRow.Snapshot snapshot => new(client, null, snapshot.GeneratedHour, Convert.ToHexString(snapshot.ContentHash.AsSpan())),
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };
    }
}

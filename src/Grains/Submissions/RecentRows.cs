using System.Collections.Immutable;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Grains.Submissions;

/// <summary>
/// The rows that a submitter's grain saw stored a moment ago, so that it can answer retries without storage. There are many instances with
/// few entries, so they are small.
/// </summary>
internal sealed class RecentRows
{
    /// <summary>Eight days of two clients, or as many snapshots: what one submitter sends at a time.</summary>
    public const int Capacity = 16;

    /// <summary>The fingerprints, in the order in which they were first seen.</summary>
    private ImmutableArray<RowFingerprint> _rows = [];

    /// <summary>The largest stored revision (0 for snapshots) if all rows are known duplicates; otherwise null.</summary>
    public long? FindRevisionOfDuplicate(AgentClient client, ImmutableArray<NewRow> rows)
    {
        var largest = 0L;
        foreach (var row in rows)
        {
            if (Find(RowFingerprint.From(client, row)) is not (>= 0 and var index))
            {
                return null;
            }

            var known = _rows[index];
            if (row is NewRow.Cell cell && cell.Replaces(known.Revision, known.ContentHash.AsSpan()))
            {
                return null;
            }

            largest = Math.Max(largest, known.Revision);
        }

        return largest;
    }

    /// <summary>Adds a row that was just stored.</summary>
    public void Add(AgentClient client, NewRow row)
    {
        var stored = RowFingerprint.From(client, row);
        if (Find(stored) is >= 0 and var index)
        {
            _rows = _rows.SetItem(index, stored);
        }
        else
        {
            _rows = [.. _rows.AsSpan(Math.Max(0, _rows.Length + 1 - Capacity)..), stored];
        }
    }

    /// <summary>Forgets all rows, because they were or may have been deleted.</summary>
    public void Clear() => _rows = [];

    private int Find(RowFingerprint sought)
    {
        for (var index = 0; index < _rows.Length; index++)
        {
            if (_rows[index].IsOfSamePlace(sought))
            {
                return index;
            }
        }

        return -1;
    }

    /// <param name="Client">The client.</param>
    /// <param name="Ticks">A cell's day, or the hour of a snapshot.</param>
    /// <param name="Revision">A cell's revision; 0 for a snapshot: different snapshots of an hour are all stored.</param>
    /// <param name="ContentHash">SHA-256 of its content.</param>
    private readonly record struct RowFingerprint(AgentClient Client, long Ticks, long Revision, ImmutableArray<byte> ContentHash)
    {
        public static RowFingerprint From(AgentClient client, NewRow row) => row switch
        {
            NewRow.Cell cell => new(client, cell.Day.DayNumber * TimeSpan.TicksPerDay, cell.Revision, cell.ContentHash),
            NewRow.Snapshot snapshot => new(client, snapshot.GeneratedHour.UtcTicks, 0, snapshot.ContentHash),
            _ => throw new ArgumentOutOfRangeException(nameof(row)),
        };

        public bool IsOfSamePlace(RowFingerprint other) =>
            Client == other.Client
            && Ticks == other.Ticks
            && (Revision == 0) == (other.Revision == 0)
            && (Revision > 0 || ContentHash.AsSpan().SequenceEqual(other.ContentHash.AsSpan()));
    }
}

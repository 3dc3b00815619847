using ToolTime.Calendar;

namespace ToolTime.Storage.Sqlite;

/// <summary>
/// What all submissions of a transaction ask of weeks and note of days and weeks: asked once, and written once before whoever else looks, and before
/// the commit.
/// </summary>
internal sealed class SqliteMarks
{
    private readonly Dictionary<int, long> _days = [];
    private readonly Dictionary<int, long> _weeks = [];
    private long? _closedThrough;

    /// <summary>True where reports of the week come too late. Weeks close in order, so all before a closed one are closed, even those that never had a row.</summary>
    public bool IsClosed(SqliteWrites writes, IsoWeek week)
    {
        _closedThrough ??= writes.Prepared("SELECT ifnull(max(week), 0) FROM weeks WHERE closed = 1").ReadNumber() ?? 0;
        return SqliteValues.Of(week) <= _closedThrough;
    }

    /// <summary>Notes that a day was there, so that it is purged in its time, whether or not it has cells.</summary>
    public void Seen(int day) => _days.TryAdd(day, 0);

    public void ChangedDay(int day, long sequence) => _days[day] = sequence;

    public void ChangedWeek(int week, long sequence) => _weeks[week] = sequence;

    /// <summary>Writes what is noted, and forgets what was asked.</summary>
    public void Flush(SqliteWrites writes)
    {
        foreach (var (day, sequence) in _days)
        {
            writes.Prepared("INSERT INTO days (day, changed) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET changed = excluded.changed WHERE excluded.changed > changed")
                .With(day).With(sequence).Run();
        }

        foreach (var (week, sequence) in _weeks)
        {
            writes.Prepared("INSERT INTO weeks (week, changed) VALUES (?1, ?2) ON CONFLICT (week) DO UPDATE SET changed = excluded.changed WHERE excluded.changed > changed")
                .With(week).With(sequence).Run();
        }

        Forget();
    }

    /// <summary>Forgets all, since the transaction is rolled back.</summary>
    public void Forget()
    {
        _days.Clear();
        _weeks.Clear();
        _closedThrough = null;
    }
}

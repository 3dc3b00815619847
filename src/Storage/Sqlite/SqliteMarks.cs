namespace ToolTime.Storage.Sqlite;

/// <summary>What all submissions of a transaction note of days: written once, before anyone else looks and before the commit.</summary>
internal sealed class SqliteMarks
{
    private readonly Dictionary<int, long> _days = [];

    /// <summary>Notes that a day was there, so that it is purged in its time, whether or not it has cells.</summary>
    public void Seen(int day) => _days.TryAdd(day, 0);

    public void ChangedDay(int day, long sequence) => _days[day] = sequence;

    /// <summary>Writes what is noted.</summary>
    public void Flush(SqliteWriteContext context)
    {
        foreach (var (day, sequence) in _days)
        {
            context
                .Prepared(
                    "INSERT INTO days (day, changed) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET changed = excluded.changed WHERE excluded.changed > changed"
                )
                .With(day)
                .With(sequence)
                .Run();
        }

        Forget();
    }

    /// <summary>Forgets all, since the transaction is rolled back.</summary>
    public void Forget() => _days.Clear();
}

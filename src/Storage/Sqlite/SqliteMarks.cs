namespace ToolTime.Storage.Sqlite;

/// <summary>The days touched by a transaction's submissions: written once, before any other write runs and before the commit.</summary>
internal sealed class SqliteMarks
{
    private readonly Dictionary<int, long> _days = [];

    /// <summary>Records that a day exists, so that it is purged in time even if it has no cells.</summary>
    public void Seen(int day) => _days.TryAdd(day, 0);

    public void ChangedDay(int day, long sequence) => _days[day] = sequence;

    public void Flush(SqliteWriteContext context)
    {
        foreach (var (day, sequence) in _days)
        {
            context
                .RawStatement(
                    "INSERT INTO days (day, changed) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET changed = excluded.changed WHERE excluded.changed > changed"
                )
                .With(day)
                .With(sequence)
                .Run();
        }

        Forget();
    }

    /// <summary>Forgets all days, because the transaction is rolled back.</summary>
    public void Forget() => _days.Clear();
}

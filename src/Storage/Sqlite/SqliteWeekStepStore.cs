using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.Sqlite;

/// <summary>What is counted so far of a week that is being published.</summary>
internal sealed class SqliteWeekStepStore(SqliteDatabase database) : IWeekStepStore
{
    public Task<WeekSteps> ListAsync(IsoWeek week, byte[] basis, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            var watermark = connection.ReadNumber("SELECT changed FROM weeks WHERE week = $week", ("$week", SqliteValues.Of(week))) ?? 0;
            var ranges = new List<SubmitterRange>();
            using var command = connection.Command(
                """
                SELECT first_byte, end_byte FROM week_steps JOIN week_builds USING (week)
                WHERE week = $week AND watermark = $watermark AND basis = $basis ORDER BY first_byte
                """,
                ("$week", SqliteValues.Of(week)), ("$watermark", watermark), ("$basis", basis));
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                ranges.Add(new(reader.GetInt32(0), reader.GetInt32(1)));
            }

            return new WeekSteps(watermark, ranges);
        },
        cancellationToken);

    public async Task<byte[]?> ReadAsync(IsoWeek week, SubmitterRange range, CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(connection => Read(connection, week, range), cancellationToken).ConfigureAwait(false);
        if (stored is not { } step || StoredStep.IsWhole(range, step.Content, step.Hash))
        {
            return stored?.Content;
        }

        database.Damaged.NoteStep($"{week} {range}");
        await database.WriteAsync(writes =>
        {
            SqliteWeekSteps.Drop(writes, SqliteValues.Of(week));
            return true;
        }).ConfigureAwait(false);
        return null;
    }

    public Task<bool> StoreAsync(IsoWeek week, byte[] basis, long watermark, SubmitterRange range, byte[] content) =>
        database.WriteAsync(writes => Store(writes, SqliteValues.Of(week), basis, watermark, range, content));

    public Task DropLeftAsync() => database.WriteAsync(SqliteWeekSteps.DropLeft);

    private static (byte[] Content, byte[] Hash)? Read(SqliteConnection connection, IsoWeek week, SubmitterRange range)
    {
        using var command = connection.Command(
            "SELECT content, content_hash FROM week_steps WHERE week = $week AND first_byte = $first AND end_byte = $end",
            ("$week", SqliteValues.Of(week)), ("$first", range.First), ("$end", range.EndExclusive));
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    private static bool Store(SqliteWrites writes, int week, byte[] basis, long watermark, SubmitterRange range, byte[] content)
    {
        if (writes.Ready("SELECT 1 FROM weeks WHERE week = $1 AND changed <> $2", week, watermark).ExecuteScalar() is not null)
        {
            return false;
        }

        if (writes.Ready("SELECT 1 FROM week_publications WHERE week = $1", week).ExecuteScalar() is not null)
        {
            return true;
        }

        var isAnother = writes.Ready(
            """
            INSERT INTO week_builds (week, watermark, basis) VALUES ($1, $2, $3)
            ON CONFLICT (week) DO UPDATE SET watermark = excluded.watermark, basis = excluded.basis
            WHERE (watermark, basis) <> (excluded.watermark, excluded.basis)
            """,
            week, watermark, basis).ExecuteNonQuery();
        writes.Ready(
            "DELETE FROM week_steps WHERE week = $1 AND ($4 OR (first_byte < $3 AND end_byte > $2))", week, range.First, range.EndExclusive, isAnother)
            .ExecuteNonQuery();

        // A statement that is kept ready would keep the content as well.
        writes.Connection.Execute(
            "INSERT INTO week_steps (week, first_byte, end_byte, content_hash, content) VALUES ($week, $first, $end, $hash, $content)",
            ("$week", week), ("$first", range.First), ("$end", range.EndExclusive), ("$hash", StoredStep.HashOf(range, content)), ("$content", content));
        return true;
    }
}

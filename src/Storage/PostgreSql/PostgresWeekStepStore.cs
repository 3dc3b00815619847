using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>What is counted so far of a week that is being published.</summary>
internal sealed class PostgresWeekStepStore(PostgresDatabase database) : IWeekStepStore
{
    public Task<WeekSteps> ListAsync(IsoWeek week, byte[] basis, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            // Steps that are listed after the watermark was read are of rows that are as new, and then the publication is refused.
            var watermark = await connection.Command(PostgresPublicationStore.Watermark, week.FirstDay).ReadScalarAsync<long>(cancellationToken).ConfigureAwait(false);
            var ranges = await connection
                .Command(
                    """
                    SELECT first_byte, end_byte FROM week_steps JOIN week_builds USING (week)
                    WHERE week = $1 AND watermark = $2 AND basis = $3 ORDER BY first_byte
                    """,
                    week.FirstDay, watermark, basis)
                .ReadRowsAsync(reader => new SubmitterRange(reader.GetInt16(0), reader.GetInt16(1)), cancellationToken)
                .ConfigureAwait(false);
            return new WeekSteps(watermark, ranges);
        },
        cancellationToken);

    public async Task<byte[]?> ReadAsync(IsoWeek week, SubmitterRange range, CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(
            connection => connection
                .Command(
                    "SELECT content, content_hash FROM week_steps WHERE week = $1 AND first_byte = $2 AND end_byte = $3",
                    week.FirstDay, (short)range.First, (short)range.EndExclusive)
                .ReadRowsAsync(reader => (Content: reader.GetFieldValue<byte[]>(0), Hash: reader.GetFieldValue<byte[]>(1)), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        if (stored is not [var step] || StoredStep.IsWhole(range, step.Content, step.Hash))
        {
            return stored is [var whole] ? whole.Content : null;
        }

        database.Damaged.NoteStep($"{week} {range}");
        await database.TransactAsync(async connection =>
        {
            await PostgresWeekSteps.DropAsync(connection, week.FirstDay).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return null;
    }

    public Task<bool> StoreAsync(IsoWeek week, byte[] basis, long watermark, SubmitterRange range, byte[] content) => database.TransactAsync(async connection =>
    {
        // A removal that is under way is waited for, so that none is acknowledged before a step that still counts what it removed.
        await connection.Command(PostgresLocks.Share, PostgresLocks.AllStripes).ExecuteAsync().ConfigureAwait(false);
        if (await connection.Command(PostgresPublicationStore.Watermark, week.FirstDay).ReadScalarAsync<long>().ConfigureAwait(false) != watermark)
        {
            return false;
        }

        if (!await connection.Command("SELECT EXISTS (SELECT 1 FROM week_publications WHERE week = $1)", week.FirstDay).ReadScalarAsync<bool>().ConfigureAwait(false))
        {
            await StoreAsync(connection, week.FirstDay, basis, watermark, range, content).ConfigureAwait(false);
        }

        return true;
    });

    public Task DropLeftAsync() => database.TransactAsync(async connection =>
    {
        await PostgresWeekSteps.DropLeftAsync(connection).ConfigureAwait(false);
        return true;
    });

    private static async Task StoreAsync(NpgsqlConnection connection, DateOnly monday, byte[] basis, long watermark, SubmitterRange range, byte[] content)
    {
        // The build's row is locked by this to the end of the transaction, changed or not, so two servers' steps come one after the other.
        var isAnother = await connection
            .Command(
                """
                INSERT INTO week_builds AS kept (week, watermark, basis) VALUES ($1, $2, $3)
                ON CONFLICT (week) DO UPDATE SET watermark = excluded.watermark, basis = excluded.basis
                WHERE (kept.watermark, kept.basis) <> (excluded.watermark, excluded.basis)
                """,
                monday, watermark, basis)
            .ExecuteAsync()
            .ConfigureAwait(false) > 0;
        await connection
            .Command("DELETE FROM week_steps WHERE week = $1 AND ($4 OR (first_byte < $3 AND end_byte > $2))", monday, (short)range.First, (short)range.EndExclusive, isAnother)
            .ExecuteAsync()
            .ConfigureAwait(false);
        await connection
            .Command(
                "INSERT INTO week_steps (week, first_byte, end_byte, content_hash, content) VALUES ($1, $2, $3, $4, $5)",
                monday, (short)range.First, (short)range.EndExclusive, StoredStep.HashOf(range, content), content)
            .ExecuteAsync()
            .ConfigureAwait(false);
    }
}

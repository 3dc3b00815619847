using System.Runtime.InteropServices;
using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Rows of seven days, and what was published of them.</summary>
internal sealed class PostgresSevenDayStore(PostgresDatabase database) : ISevenDayStore
{
    /// <summary>Stands for all clients together.</summary>
    private const short AllClients = -1;

    public Task<bool> HasReportsAsync(DateOnly through, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.Command("SELECT EXISTS (SELECT 1 FROM day_changes WHERE day <= $1)", through).ReadScalarAsync<bool>(cancellationToken),
        cancellationToken);

    public Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken) => PostgresReportCursor.OpenAsync(
        database,
        new([.. Enumerable.Range(0, lastDay.DayNumber - firstDay.DayNumber + 1).Select(day => PostgresPartition.Cells(firstDay.AddDays(day)))], PostgresRemovals.Watermark)
        {
            Receipts = (Epoch.Of(firstDay).FirstDay, lastDay.AddDays(1)),
            TellsReceived = true,
        },
        cancellationToken);

    public Task<bool> StoreAsync(SevenDayPublication publication, SevenDays? before, long watermark) => database.TransactAsync(async connection =>
    {
        // A removal that is under way is waited for, and so is another publication.
        await connection.Command(PostgresLocks.Share, PostgresLocks.AllStripes).ExecuteAsync().ConfigureAwait(false);
        await connection.Command("LOCK TABLE seven_days IN SHARE ROW EXCLUSIVE MODE").ExecuteAsync().ConfigureAwait(false);
        var newest = await connection.Command("SELECT max(last_day) FROM seven_days").ReadScalarAsync<DateOnly?>().ConfigureAwait(false);
        if (newest >= publication.Days.LastDay)
        {
            return true;
        }

        var isOfNow = newest == before?.LastDay
            && await connection.Command($"{PostgresRemovals.Watermark} FOR SHARE").ReadScalarAsync<long>().ConfigureAwait(false) == watermark;
        if (isOfNow)
        {
            await ReplaceAsync(connection, publication).ConfigureAwait(false);
        }

        return isOfNow;
    });

    public Task<SevenDayPublication?> ReadNewestAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadNewestAsync(connection, cancellationToken), cancellationToken);

    public Task<SevenDayPublication?> ReadNewestWithCellsAsync(CancellationToken cancellationToken) => database.TransactAsync(async connection =>
    {
        // Held against a publication in between, whose cells would be read with the one before.
        await connection.Command("LOCK TABLE seven_days IN SHARE MODE").ExecuteAsync().ConfigureAwait(false);
        return await ReadWithCellsAsync(connection, cancellationToken).ConfigureAwait(false);
    });

    /// <summary>The newest publication with its cells, by their keys, in a transaction that sees one of them; null where there is none.</summary>
    public static async Task<SevenDayPublication?> ReadWithCellsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await ReadNewestAsync(connection, cancellationToken).ConfigureAwait(false) is not { } newest)
        {
            return null;
        }

        var cells = await connection
            .Command("SELECT client, dimension, name, last_day, figures FROM seven_day_cells ORDER BY client, dimension, name")
            .ReadRowsAsync(CellOf, cancellationToken)
            .ConfigureAwait(false);
        return newest with { Cells = [.. cells] };
    }

    /// <summary>Puts a publication in the place of the one before.</summary>
    public static async Task ReplaceAsync(NpgsqlConnection connection, SevenDayPublication publication)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Add("DELETE FROM seven_days");
            batch.Add("DELETE FROM seven_day_cells");
            batch.Add(
                "INSERT INTO seven_days (last_day, since, published_at, etag, body) VALUES ($1, $2, $3, $4, $5)",
                publication.Days.LastDay, publication.Since.LastDay, publication.PublishedAt, publication.ETag, ImmutableCollectionsMarshal.AsArray(publication.Body)!);
            batch.Add(
                "INSERT INTO seven_day_cells (client, dimension, name, last_day, figures) SELECT * FROM unnest($1, $2, $3, $4, $5)",
                publication.Cells.Select(cell => (short?)cell.Key.Client ?? AllClients).ToArray(),
                publication.Cells.Select(cell => (short)cell.Key.Name.Dimension).ToArray(),
                publication.Cells.Select(cell => cell.Key.Name.Name).ToArray(),
                publication.Cells.Select(cell => cell.Days.LastDay).ToArray(),
                publication.Cells.Select(cell => cell.Figures?.Encode()).ToArray());
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private static async Task<SevenDayPublication?> ReadNewestAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var newest = await connection
            .Command("SELECT last_day, since, published_at, etag, body FROM seven_days")
            .ReadRowsAsync(
                reader => new SevenDayPublication(
                    DaysOf(reader, 0),
                    DaysOf(reader, 1),
                    reader.GetFieldValue<DateTimeOffset>(2),
                    reader.GetString(3),
                    ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(4))),
                cancellationToken)
            .ConfigureAwait(false);
        return newest.SingleOrDefault();
    }

    private static SevenDayCell CellOf(NpgsqlDataReader reader) => new(
        new(reader.GetInt16(0) is var client and not AllClients ? (AgentClient)client : null, new((Dimension)reader.GetInt16(1), reader.GetString(2))),
        DaysOf(reader, 3),
        reader.IsDBNull(4) ? null : CellFigures.Decode(reader.GetFieldValue<byte[]>(4)));

    private static SevenDays DaysOf(NpgsqlDataReader reader, int column) => SevenDays.EndingBy(reader.GetFieldValue<DateOnly>(column));
}

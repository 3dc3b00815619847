using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Grains.Publication;
using ToolTime.Grains.Storage;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>Rows of seven days, and what was published of them.</summary>
internal sealed class SqliteSevenDayStore(SqliteDatabase database) : ISevenDayStore
{
    public Task<bool> HasReportsAsync(DateOnly through, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ReadNumber("SELECT 1 FROM days WHERE day <= $day AND changed > 0 LIMIT 1", ("$day", SqliteValues.Of(through))) is not null,
        cancellationToken);

    public Task<RowsSnapshot> OpenAsync(DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken) => SqliteReportCursor.OpenReceivedAsync(
        database, Enumerable.Range(0, lastDay.DayNumber - firstDay.DayNumber + 1).Select(firstDay.AddDays), SqliteRemovals.Watermark, SqliteRemovals.Row, cancellationToken);

    public Task<bool> StoreAsync(SevenDayPublication publication, SevenDays? before, long watermark) => database.WriteAsync(writes =>
    {
        var newest = writes.Ready("SELECT max(last_day) FROM seven_days").ExecuteScalar() as long?;
        if (newest >= Column(publication.Days))
        {
            return true;
        }

        var isOfNow = newest == (before is { } days ? Column(days) : null)
            && writes.Ready("SELECT 1 FROM removals WHERE count = $1", watermark).ExecuteScalar() is not null;
        if (isOfNow)
        {
            Replace(writes, publication);
        }

        return isOfNow;
    });

    public Task<SevenDayPublication?> ReadNewestAsync(CancellationToken cancellationToken) => database.ReadAsync(ReadNewest, cancellationToken);

    public Task<SevenDayPublication?> ReadNewestWithCellsAsync(CancellationToken cancellationToken) => database.ReadAsync(ReadWithCells, cancellationToken);

    /// <summary>The newest publication with its cells, by their keys; null where there is none.</summary>
    public static SevenDayPublication? ReadWithCells(SqliteConnection connection) =>
        ReadNewest(connection) is { } newest ? newest with { Cells = ReadCells(connection) } : null;

    /// <summary>Puts a publication in the place of the one before.</summary>
    public static void Replace(SqliteWrites writes, SevenDayPublication publication)
    {
        writes.Ready("DELETE FROM seven_days").ExecuteNonQuery();
        writes.Ready("DELETE FROM seven_day_cells").ExecuteNonQuery();
        writes.Ready(
            "INSERT INTO seven_days (last_day, since, published_at, etag, body) VALUES ($1, $2, $3, $4, $5)",
            Column(publication.Days), Column(publication.Since), publication.PublishedAt.ToUnixTimeSeconds(), publication.ETag, ImmutableCollectionsMarshal.AsArray(publication.Body)!)
            .ExecuteNonQuery();
        foreach (var cell in publication.Cells)
        {
            writes.Ready(
                "INSERT INTO seven_day_cells (client, dimension, name, last_day, figures) VALUES ($1, $2, $3, $4, $5)",
                SqliteValues.Of(cell.Key.Client), (int)cell.Key.Name.Dimension, cell.Key.Name.Name, Column(cell.Days), (object?)cell.Figures?.Encode() ?? DBNull.Value)
                .ExecuteNonQuery();
        }
    }

    private static SevenDayPublication? ReadNewest(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT last_day, since, published_at, etag, body FROM seven_days");
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(
                DaysOf(reader.GetInt64(0)),
                DaysOf(reader.GetInt64(1)),
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(2)),
                reader.GetString(3),
                ImmutableCollectionsMarshal.AsImmutableArray(reader.GetFieldValue<byte[]>(4)))
            : null;
    }

    private static ImmutableArray<SevenDayCell> ReadCells(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT client, dimension, name, last_day, figures FROM seven_day_cells ORDER BY client, dimension, name");
        using var reader = command.ExecuteReader();
        var cells = ImmutableArray.CreateBuilder<SevenDayCell>();
        while (reader.Read())
        {
            cells.Add(new(
                new(SqliteValues.ToClient(reader.GetInt64(0)), new((Dimension)reader.GetInt32(1), reader.GetString(2))),
                DaysOf(reader.GetInt64(3)),
                reader.IsDBNull(4) ? null : CellFigures.Decode(reader.GetFieldValue<byte[]>(4))));
        }

        return cells.DrainToImmutable();
    }

    private static long Column(SevenDays days) => SqliteValues.Of(days.LastDay);

    private static SevenDays DaysOf(long column) => SevenDays.EndingBy(SqliteValues.ToDay(column));
}

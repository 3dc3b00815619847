using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Storage.Sqlite;

/// <summary>The cells of published weeks.</summary>
internal static class SqlitePublishedCells
{
    public static void Store(SqliteWrites writes, IsoWeek week, IEnumerable<PublishedCell> cells)
    {
        foreach (var cell in cells)
        {
            writes.Ready(
                "INSERT INTO published_cells (week, client, dimension, name, figures) VALUES ($1, $2, $3, $4, $5)",
                SqliteValues.Of(week), SqliteValues.Of(cell.Key.Client), (int)cell.Key.Name.Dimension, cell.Key.Name.Name, cell.Figures.Encode())
                .ExecuteNonQuery();
        }
    }

    /// <summary>The cells of a week, in the order of their keys.</summary>
    public static ImmutableArray<PublishedCell> Read(SqliteConnection connection, IsoWeek week)
    {
        using var command = connection.Command(
            "SELECT client, dimension, name, figures FROM published_cells WHERE week = $week ORDER BY client, dimension, name", ("$week", SqliteValues.Of(week)));
        using var reader = command.ExecuteReader();
        var cells = ImmutableArray.CreateBuilder<PublishedCell>();
        while (reader.Read())
        {
            var key = new CellKey(SqliteValues.ToClient(reader.GetInt64(0)), new((Dimension)reader.GetInt32(1), reader.GetString(2)));
            cells.Add(new(key, CellFigures.Decode(reader.GetFieldValue<byte[]>(3))));
        }

        return cells.DrainToImmutable();
    }
}

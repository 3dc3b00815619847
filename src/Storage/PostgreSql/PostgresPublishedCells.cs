using System.Collections.Immutable;
using Npgsql;
using ToolTime.Grains.Privacy;
using ToolTime.Usage;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The cells of published weeks.</summary>
internal static class PostgresPublishedCells
{
    /// <summary>Stands for all clients together.</summary>
    private const short AllClients = -1;

    public static Task<int> StoreAsync(NpgsqlConnection connection, DateOnly week, ImmutableArray<PublishedCell> cells) => connection
        .Command(
            "INSERT INTO published_cells (week, client, dimension, name, figures) SELECT $1, * FROM unnest($2, $3, $4, $5)",
            week,
            cells.Select(cell => (short?)cell.Key.Client ?? AllClients).ToArray(),
            cells.Select(cell => (short)cell.Key.Name.Dimension).ToArray(),
            cells.Select(cell => cell.Key.Name.Name).ToArray(),
            cells.Select(cell => cell.Figures.Encode()).ToArray())
        .ExecuteAsync();

    /// <summary>The cells of the weeks between two Mondays, both included.</summary>
    public static async Task<ILookup<DateOnly, PublishedCell>> ReadAsync(
        NpgsqlConnection connection, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var cells = await connection
            .Command(
                "SELECT week, client, dimension, name, figures FROM published_cells WHERE week BETWEEN $1 AND $2 ORDER BY week, client, dimension, name",
                first, last)
            .ReadRowsAsync(
                reader => (Week: reader.GetFieldValue<DateOnly>(0), Cell: new PublishedCell(KeyOf(reader), CellFigures.Decode(reader.GetFieldValue<byte[]>(4)))),
                cancellationToken)
            .ConfigureAwait(false);
        return cells.ToLookup(cell => cell.Week, cell => cell.Cell);
    }

    private static CellKey KeyOf(NpgsqlDataReader reader) => new(
        reader.GetInt16(1) is var client and not AllClients ? (AgentClient)client : null,
        new((Dimension)reader.GetInt16(2), reader.GetString(3)));
}

using ToolTime.Calendar;
using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;

namespace ToolTime.Storage.PostgreSql;

/// <summary>What was published, for operators.</summary>
internal sealed class PostgresPublicationRegister(PostgresDatabase database) : IPublicationRegister
{
    private const string List =
        """
        SELECT p.week, p.published_at, (SELECT count(*) FROM published_cells c WHERE c.week = p.week)::int, h.counts
        FROM week_publications p LEFT JOIN week_hidden h ON h.week = p.week ORDER BY p.week DESC LIMIT $1
        """;

    public Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RegisteredPublication>>(
            async connection => await connection
                .Command(List, limit)
                .ReadRowsAsync(
                    reader => new RegisteredPublication(
                        IsoWeek.Of(reader.GetFieldValue<DateOnly>(0)),
                        reader.GetFieldValue<DateTimeOffset>(1),
                        reader.GetInt32(2),
                        reader.IsDBNull(3) ? null : HiddenCounts.Decode(reader.GetFieldValue<byte[]>(3))),
                    cancellationToken)
                .ConfigureAwait(false),
            cancellationToken);
}

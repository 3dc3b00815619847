using ToolTime.Calendar;
using ToolTime.Grains.Operators;

namespace ToolTime.Storage.PostgreSql;

/// <summary>What was published, for operators.</summary>
internal sealed class PostgresPublicationRegister(PostgresDatabase database) : IPublicationRegister
{
    private const string List =
        """
        SELECT p.week, p.published_at, (SELECT count(*) FROM published_cells c WHERE c.week = p.week)::int
        FROM week_publications p ORDER BY p.week DESC LIMIT $1
        """;

    public Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RegisteredPublication>>(
            async connection => await connection
                .Command(List, limit)
                .ReadRowsAsync(
                    reader => new RegisteredPublication(
                        IsoWeek.Of(reader.GetFieldValue<DateOnly>(0)),
                        reader.GetFieldValue<DateTimeOffset>(1),
                        reader.GetInt32(2)),
                    cancellationToken)
                .ConfigureAwait(false),
            cancellationToken);
}

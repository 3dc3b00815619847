using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Publication;

namespace ToolTime.Storage.PostgreSql;

/// <summary>Publications, for operators.</summary>
internal sealed class PostgresPublicationRegister(PostgresDatabase database) : IPublicationRegister
{
    private const string List =
        """
        SELECT kind::int, first_day, published_at, cells, final FROM publications
        UNION ALL SELECT 0, week, published_at, 0, true FROM archived_weeks
        ORDER BY first_day DESC, kind LIMIT $1
        """;

    public Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RegisteredPublication>>(
            async connection => await connection
                .Command(List, limit)
                .ReadRowsAsync(
                    reader => new RegisteredPublication(
                        PublicationPeriod.Containing((StatsWindowKind)reader.GetInt32(0), reader.GetFieldValue<DateOnly>(1)),
                        reader.GetFieldValue<DateTimeOffset>(2),
                        reader.GetInt32(3),
                        reader.GetBoolean(4)),
                    cancellationToken)
                .ConfigureAwait(false),
            cancellationToken);
}

using ToolTime.Grains.Operators;
using ToolTime.Grains.Publication;
using ToolTime.Publication;

namespace ToolTime.Storage.Sqlite;

/// <summary>Publications, for operators.</summary>
internal sealed class SqlitePublicationRegister(SqliteDatabase database) : IPublicationRegister
{
    private const string List =
        """
        SELECT kind, first_day, published_at, cells, final FROM publications
        UNION ALL SELECT 0, week, published_at, 0, 1 FROM archived_weeks
        ORDER BY first_day DESC, kind LIMIT $limit
        """;

    public Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RegisteredPublication>>(
            connection =>
            {
                var periods = new List<RegisteredPublication>();
                using var command = connection.Command(List, ("$limit", limit));
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    database.Damaged.Try("publications", SqliteValues.KeyOf(reader, 0, 1), () => periods.Add(new(
                        PublicationPeriod.Containing((StatsWindowKind)reader.GetInt32(0), SqliteValues.ToDay(reader.GetInt64(1))),
                        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(2)),
                        reader.GetInt32(3),
                        reader.GetInt64(4) == 1)));
                }

                return periods;
            },
            cancellationToken);
}

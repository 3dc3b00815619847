using ToolTime.Grains.Operators;

namespace ToolTime.Storage.Sqlite;

/// <summary>What was published, for operators.</summary>
internal sealed class SqlitePublicationRegister(SqliteDatabase database) : IPublicationRegister
{
    private const string List =
        """
        SELECT p.week, p.published_at, (SELECT count(*) FROM published_cells c WHERE c.week = p.week)
        FROM week_publications p ORDER BY p.week DESC LIMIT $limit
        """;

    public Task<IReadOnlyList<RegisteredPublication>> ListAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<RegisteredPublication>>(
            connection =>
            {
                var weeks = new List<RegisteredPublication>();
                using var command = connection.Command(List, ("$limit", limit));
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    weeks.Add(new(
                        SqliteValues.ToWeek(reader.GetInt64(0)),
                        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(1)),
                        reader.GetInt32(2)));
                }

                return weeks;
            },
            cancellationToken);
}

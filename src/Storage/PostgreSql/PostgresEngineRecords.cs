using System.Globalization;
using Npgsql;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The grain engine's records.</summary>
internal sealed class PostgresEngineRecords(PostgresDatabase database) : IEngineRecords
{
    public Task<StoredRecord?> ReadAsync(string kind, string key, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var found = await connection
                .Command("SELECT key, value, etag FROM engine_records WHERE kind = $1 AND key = $2", kind, key)
                .ReadRowsAsync(RecordOf, cancellationToken)
                .ConfigureAwait(false);
            return found.SingleOrDefault();
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StoredRecord>>(
        async connection => await connection
            .Command("SELECT key, value, etag FROM engine_records WHERE kind = $1", kind)
            .ReadRowsAsync(RecordOf, cancellationToken)
            .ConfigureAwait(false),
        cancellationToken);

    public Task<string?> TryWriteAsync(string kind, string key, byte[] value, string? expectedEtag) => database.TransactAsync(async connection =>
    {
        var write = expectedEtag is null
            ? connection.Command(
                "INSERT INTO engine_records (kind, key, etag, value) VALUES ($1, $2, nextval('engine_record_etags'), $3) ON CONFLICT DO NOTHING RETURNING etag",
                kind, key, value)
            : connection.Command(
                "UPDATE engine_records SET etag = nextval('engine_record_etags'), value = $3 WHERE kind = $1 AND key = $2 AND etag = $4 RETURNING etag",
                kind, key, value, NumberOf(expectedEtag));
        var etag = await write.ReadScalarAsync<long?>().ConfigureAwait(false);
        return etag?.ToString(CultureInfo.InvariantCulture);
    });

    public Task<bool> TryDeleteAsync(string kind, string key, string expectedEtag) => database.TransactAsync(async connection => await connection
        .Command("DELETE FROM engine_records WHERE kind = $1 AND key = $2 AND etag = $3", kind, key, NumberOf(expectedEtag))
        .ExecuteAsync()
        .ConfigureAwait(false) == 1);

    private static long NumberOf(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static StoredRecord RecordOf(NpgsqlDataReader reader) =>
        new(reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2).ToString(CultureInfo.InvariantCulture));
}

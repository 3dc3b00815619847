using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ToolTime.Storage.Sqlite;

/// <summary>The grain engine's records. An etag is a number that no earlier version of any record had.</summary>
internal sealed class SqliteEngineRecords(SqliteDatabase database) : IEngineRecords
{
    public Task<StoredRecord?> ReadAsync(string kind, string key, CancellationToken cancellationToken) => database.ReadAsync(
        connection => Read(connection, "SELECT key, value, etag FROM engine_records WHERE kind = $kind AND key = $key", ("$kind", kind), ("$key", key)).SingleOrDefault(),
        cancellationToken);

    public Task<IReadOnlyList<StoredRecord>> ListAsync(string kind, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<StoredRecord>>(
        connection => Read(connection, "SELECT key, value, etag FROM engine_records WHERE kind = $kind", ("$kind", kind)),
        cancellationToken);

    public Task<string?> TryWriteAsync(string kind, string key, byte[] value, string? expectedEtag) => database.WriteAsync(writes =>
    {
        var etag = NextEtag(writes);
        var written = expectedEtag is null
            ? writes.Ready("INSERT INTO engine_records (kind, key, etag, value) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", kind, key, etag, value)
            : writes.Ready("UPDATE engine_records SET etag = $3, value = $4 WHERE kind = $1 AND key = $2 AND etag = $5", kind, key, etag, value, NumberOf(expectedEtag));
        return written.ExecuteNonQuery() == 1 ? etag.ToString(CultureInfo.InvariantCulture) : null;
    });

    public Task<bool> TryDeleteAsync(string kind, string key, string expectedEtag) => database.WriteAsync(writes =>
        writes.Ready("DELETE FROM engine_records WHERE kind = $1 AND key = $2 AND etag = $3", kind, key, NumberOf(expectedEtag)).ExecuteNonQuery() == 1);

    private static long NumberOf(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>Counts up in the database, since the sequence of changes may fall back to before records that were written since.</summary>
    private static long NextEtag(SqliteWrites writes)
    {
        writes.Ready("INSERT INTO meta (name, value) VALUES ('etag', '1') ON CONFLICT (name) DO UPDATE SET value = value + 1").ExecuteNonQuery();
        return long.Parse((string)writes.Ready("SELECT value FROM meta WHERE name = 'etag'").ExecuteScalar()!, CultureInfo.InvariantCulture);
    }

    private static List<StoredRecord> Read(SqliteConnection connection, string sql, params ReadOnlySpan<(string, object?)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var records = new List<StoredRecord>();
        while (reader.Read())
        {
            records.Add(new(reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2).ToString(CultureInfo.InvariantCulture)));
        }

        return records;
    }
}

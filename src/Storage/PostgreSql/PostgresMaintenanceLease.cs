using ToolTime.Grains.Maintenance;

namespace ToolTime.Storage.PostgreSql;

/// <summary>The lease as a row, whose end is told by the database's clock.</summary>
internal sealed class PostgresMaintenanceLease(PostgresDatabase database) : IMaintenanceLease
{
    public Task<bool> TryHoldAsync(string holder, TimeSpan duration) => database.TransactAsync(async connection => await connection
        .Command(
            """
            INSERT INTO leases AS kept (name, holder, expires_at) VALUES ('maintenance', $1, clock_timestamp() + $2)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            WHERE kept.holder = excluded.holder OR kept.expires_at <= clock_timestamp()
            """,
            holder, duration)
        .ExecuteAsync()
        .ConfigureAwait(false) == 1);

    public Task ReleaseAsync(string holder) =>
        database.TransactAsync(connection => connection.Command("DELETE FROM leases WHERE name = 'maintenance' AND holder = $1", holder).ExecuteAsync());
}

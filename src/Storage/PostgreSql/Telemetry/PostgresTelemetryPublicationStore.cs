using Npgsql;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.PostgreSql.Telemetry;

/// <summary>The telemetry rows that figures are computed from, and what was published.</summary>
internal sealed class PostgresTelemetryPublicationStore(PostgresDatabase database) : ITelemetryPublicationStore
{
    /// <summary>The number of events deleted per statement, so that each ends in time, however many a day has.</summary>
    private const int PurgeBatch = 10_000;

    public Task<TelemetryAppState> ReadStateAsync(AppName app, Epoch epoch, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadStateAsync(connection, app.ToString(), epoch, cancellationToken), cancellationToken);

    public Task<long> BeginGenerationAsync(AppName app) => database.TransactAsync(connection => connection
        .Command(
            """
            INSERT INTO telemetry_apps AS stored (app, generation) VALUES ($1, 1)
            ON CONFLICT (app) DO UPDATE SET generation = stored.generation + 1 RETURNING generation
            """,
            app.ToString()
        )
        .ReadScalarAsync<long>());

    public Task<ITelemetrySnapshot> OpenAsync(AppName app, Epoch epoch, long generation, CancellationToken cancellationToken) =>
        PostgresTelemetrySnapshot.OpenAsync(database, app.ToString(), epoch, generation, cancellationToken);

    public Task<bool> StoreAsync(TelemetryResult result) => database.TransactAsync(connection => StoreAsync(connection, result));

    public Task<TelemetrySchedule> ReadScheduleAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
            {
                var days = await connection
                    .Command("SELECT app, day FROM telemetry_days WHERE NOT purged")
                    .ReadRowsAsync(reader => (AppName.Parse(reader.GetString(0)), reader.GetFieldValue<DateOnly>(1)), cancellationToken)
                    .ConfigureAwait(false);
                return new TelemetrySchedule(days, await ReadFinalAsync(connection, days, cancellationToken).ConfigureAwait(false));
            },
            cancellationToken
        );

    public Task<long> ReadVersionAsync(AppName app, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
                connection
                    .Command("SELECT version FROM telemetry_apps WHERE app = $1", app.ToString())
                    .ReadScalarAsync<long>(cancellationToken),
            cancellationToken
        );

    public Task<IReadOnlyList<TelemetryPublication>> ReadAsync(
        AppName app,
        TelemetryWindowKind window,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) =>
        database.ReadAsync<IReadOnlyList<TelemetryPublication>>(
            async connection =>
            {
                var publications = await connection
                    .Command(
                        """
                        SELECT first_day, content FROM telemetry_publications
                        WHERE app = $1 AND kind = $2 AND first_day BETWEEN $3 AND $4 ORDER BY first_day
                        """,
                        app.ToString(),
                        (short)window,
                        first,
                        last
                    )
                    .ReadRowsAsync(
                        reader =>
                            database.Damaged.Read(
                                "telemetry_publications",
                                $"{app} {(int)window} {reader.GetFieldValue<DateOnly>(0):o}",
                                () => TelemetryPublication.Decode(reader.GetFieldValue<byte[]>(1))
                            ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return [.. publications.OfType<TelemetryPublication>()];
            },
            cancellationToken
        );

    public Task<TelemetryTotals?> ReadTotalsAsync(AppName app, DateOnly day, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection =>
                (
                    await connection
                        .Command(
                            "SELECT startups, tasks, succeeded, failed, shares FROM telemetry_days WHERE app = $1 AND day = $2 AND startups IS NOT NULL",
                            app.ToString(),
                            day
                        )
                        .ReadRowsAsync(
                            reader => new TelemetryTotals
                            {
                                Startups = reader.GetInt64(0),
                                Tasks = reader.GetInt64(1),
                                Succeeded = reader.GetInt64(2),
                                Failed = reader.GetInt64(3),
                                Shares = reader.GetInt64(4),
                            },
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                ).SingleOrDefault(),
            cancellationToken
        );

    public async Task PurgeDayAsync(AppName app, DateOnly day)
    {
        while (
            await database.TransactAsync(connection => PurgeSomeAsync(connection, app.ToString(), day)).ConfigureAwait(false) == PurgeBatch
        )
        {
        }

        for (byte[]? after = []; after is not null;)
        {
            var from = after;
            after = await database
                .TransactAsync(connection => PurgeDevicesAsync(connection, app.ToString(), day, from))
                .ConfigureAwait(false);
        }
    }

    private static async Task<TelemetryAppState> ReadStateAsync(
        NpgsqlConnection connection, string app, Epoch epoch, CancellationToken cancellationToken)
    {
        var rows = await connection
            .Command(
                "SELECT published_at, published_generation, published_seen, published_deletions, deletions FROM telemetry_apps WHERE app = $1",
                app
            )
            .ReadRowsAsync(
                reader => (
                    Mark: reader.IsDBNull(0)
                        ? null
                        : new TelemetryMark(
                            reader.GetFieldValue<DateTimeOffset>(0),
                            reader.GetInt64(1),
                            reader.GetInt32(2),
                            reader.GetInt64(3)
                        ),
                    Deletions: reader.GetInt64(4)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (rows is not [var (mark, deletions)])
        {
            return new(null, 0, 0);
        }

        var changed = await PostgresTelemetry
            .CountSinceAsync(connection, app, epoch, mark?.Generation ?? 0, cancellationToken)
            .ConfigureAwait(false);
        return new(mark, changed, deletions);
    }

    private static async Task<bool> StoreAsync(NpgsqlConnection connection, TelemetryResult result)
    {
        var app = result.App.ToString();
        var removals = await connection
            .Command("SELECT removals FROM telemetry_apps WHERE app = $1 FOR UPDATE", app)
            .ReadScalarAsync<long>()
            .ConfigureAwait(false);
        if (removals != result.Removals)
        {
            return false;
        }

        foreach (var publication in result.Publications)
        {
            await PostgresTelemetry.StoreAsync(connection, publication).ConfigureAwait(false);
            if (result.Totals is { } totals)
            {
                await StoreTotalsAsync(connection, app, publication.Period.FirstDay, totals).ConfigureAwait(false);
            }
        }

        if (result.Mark is { } mark)
        {
            await connection
                .Command(
                    """
                    UPDATE telemetry_apps
                    SET published_at = $2, published_generation = $3, published_seen = $4, published_deletions = $5 WHERE app = $1
                    """,
                    app,
                    PostgresTelemetry.Second(mark.PublishedAt),
                    mark.Generation,
                    mark.Seen,
                    mark.Deletions
                )
                .ExecuteAsync()
                .ConfigureAwait(false);
        }

        await connection.Command("UPDATE telemetry_apps SET version = version + 1 WHERE app = $1", app).ExecuteAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Deletes some of a day's events and returns how many; when none is left, the day is purged.</summary>
    private static async Task<int> PurgeSomeAsync(NpgsqlConnection connection, string app, DateOnly day)
    {
        var deleted = await connection
            .Command(
                $"DELETE FROM telemetry_events WHERE ctid = ANY (ARRAY(SELECT ctid FROM telemetry_events WHERE app = $1 AND day = $2 LIMIT {PurgeBatch}))",
                app,
                day
            )
            .ExecuteAsync()
            .ConfigureAwait(false);
        if (deleted < PurgeBatch)
        {
            await connection
                .Command("UPDATE telemetry_days SET purged = true WHERE app = $1 AND day = $2", app, day)
                .ExecuteAsync()
                .ConfigureAwait(false);
        }

        return deleted;
    }

    /// <summary>
    /// Takes the next devices of a purged day's epoch, in order, and deletes those that last reported by then, unless an earlier day still
    /// has events: deleting a device's events needs its row.
    /// </summary>
    /// <returns>The last device taken; null at the end.</returns>
    private static Task<byte[]?> PurgeDevicesAsync(NpgsqlConnection connection, string app, DateOnly day, byte[] after) =>
        connection
            .Command(
                $"""
                WITH page AS (
                    SELECT device FROM telemetry_devices
                    WHERE app = $1 AND epoch = $2 AND device > $5 ORDER BY device LIMIT {PurgeBatch}),
                gone AS (
                    DELETE FROM telemetry_devices
                    WHERE app = $1 AND epoch = $2 AND device = ANY (ARRAY(SELECT device FROM page)) AND day <= $3
                        AND NOT EXISTS (SELECT FROM telemetry_days WHERE app = $1 AND day BETWEEN $4 AND $3 AND NOT purged))
                SELECT device FROM page ORDER BY device DESC LIMIT 1
                """,
                app,
                Epoch.Containing(day).Number,
                day,
                Epoch.Containing(day).FirstDay,
                after
            )
            .ReadScalarAsync<byte[]>();

    private static Task<int> StoreTotalsAsync(NpgsqlConnection connection, string app, DateOnly day, TelemetryTotals totals) =>
        connection
            .Command(
                "UPDATE telemetry_days SET startups = $3, tasks = $4, succeeded = $5, failed = $6, shares = $7 WHERE app = $1 AND day = $2",
                app,
                day,
                totals.Startups,
                totals.Tasks,
                totals.Succeeded,
                totals.Failed,
                totals.Shares
            )
            .ExecuteAsync();

    /// <summary>The final periods, back to the epoch that contains the earliest rows.</summary>
    private static async Task<IReadOnlySet<(AppName App, TelemetryPeriod Period)>> ReadFinalAsync(
        NpgsqlConnection connection,
        List<(AppName App, DateOnly Day)> days,
        CancellationToken cancellationToken
    )
    {
        if (days.Count == 0)
        {
            return new HashSet<(AppName, TelemetryPeriod)>();
        }

        var periods = await connection
            .Command(
                "SELECT app, kind, first_day FROM telemetry_publications WHERE final AND first_day >= $1",
                Epoch.Containing(days.Min(row => row.Day)).FirstDay
            )
            .ReadRowsAsync(
                reader => (
                    AppName.Parse(reader.GetString(0)),
                    TelemetryPeriod.Containing((TelemetryWindowKind)reader.GetInt16(1), reader.GetFieldValue<DateOnly>(2))
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return periods.ToHashSet();
    }
}

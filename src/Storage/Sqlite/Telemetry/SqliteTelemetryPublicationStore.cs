using Microsoft.Data.Sqlite;
using ToolTime.Calendar;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.Sqlite.Telemetry;

/// <summary>The telemetry rows that figures are computed from, and what was published.</summary>
internal sealed class SqliteTelemetryPublicationStore(SqliteDatabase database) : ITelemetryPublicationStore
{
    public Task<TelemetryAppState> ReadStateAsync(AppName app, Epoch epoch, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadState(connection, app.ToString(), epoch), cancellationToken);

    public Task<long> BeginGenerationAsync(AppName app) => database.WriteAsync(context =>
        (long)context
            .Command(
                """
                INSERT INTO telemetry_apps (app, generation) VALUES ($1, 1)
                ON CONFLICT (app) DO UPDATE SET generation = generation + 1 RETURNING generation
                """,
                app.ToString()
            )
            .ExecuteScalar()!);

    public Task<ITelemetrySnapshot> OpenAsync(AppName app, Epoch epoch, long generation, CancellationToken cancellationToken) =>
        SqliteTelemetrySnapshot.OpenAsync(database, app.ToString(), epoch, generation, cancellationToken);

    public Task<bool> StoreAsync(TelemetryResult result) => database.WriteAsync(context => Store(context, result));

    public Task<TelemetrySchedule> ReadScheduleAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                var days = ReadDays(connection);
                return new TelemetrySchedule(days, ReadFinal(connection, days));
            },
            cancellationToken
        );

    public Task<long> ReadVersionAsync(AppName app, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ReadNumber("SELECT version FROM telemetry_apps WHERE app = $app", ("$app", app.ToString())) ?? 0,
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
            connection => [.. Read(connection, app.ToString(), window, first, last)],
            cancellationToken
        );

    public Task<TelemetryTotals?> ReadTotalsAsync(AppName app, DateOnly day, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(
                    "SELECT startups, tasks, succeeded, failed, shares FROM telemetry_days WHERE app = $app AND day = $day AND startups IS NOT NULL",
                    ("$app", app.ToString()),
                    ("$day", SqliteValues.From(day))
                );
                using var reader = command.ExecuteReader();
                return reader.Read()
                    ? new TelemetryTotals
                    {
                        Startups = reader.GetInt64(0),
                        Tasks = reader.GetInt64(1),
                        Succeeded = reader.GetInt64(2),
                        Failed = reader.GetInt64(3),
                        Shares = reader.GetInt64(4),
                    }
                    : null;
            },
            cancellationToken
        );

    public async Task PurgeDayAsync(AppName app, DateOnly day)
    {
        // Events are written in between. A partly purged day is found again, and nothing is computed from it.
        while (
            await database.WriteAsync(context => SqliteTelemetryPurge.DeleteEvents(context, app.ToString(), day)).ConfigureAwait(false)
            == SqliteTelemetryPurge.BatchSize
        )
        {
        }

        byte[][] devices = [[]];
        while (devices.Length > 0)
        {
            var after = devices[^1];
            devices = await database
                .ReadAsync(connection => SqliteTelemetryPurge.FindDevices(connection, app.ToString(), day, after), CancellationToken.None)
                .ConfigureAwait(false);
            await database
                .WriteAsync(context => SqliteTelemetryPurge.DeleteDevices(context, app.ToString(), day, devices))
                .ConfigureAwait(false);
        }
    }

    /// <summary>Counts the epoch's devices that reported in a generation or a later one.</summary>
    public static int CountSince(SqliteConnection connection, string app, Epoch epoch, long generation) =>
        (int)(
            connection.ReadNumber(
                "SELECT count(*) FROM telemetry_devices WHERE app = $app AND epoch = $epoch AND generation >= $generation",
                ("$app", app),
                ("$epoch", epoch.Number),
                ("$generation", generation)
            ) ?? 0
        );

    /// <summary>Stores a publication, unless a final one is stored.</summary>
    public static void StorePublication(SqliteWriteContext context, TelemetryPublication publication) =>
        context
            .Command(
                """
                INSERT INTO telemetry_publications (app, kind, first_day, final, published_at, content) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (app, kind, first_day) DO UPDATE
                SET final = excluded.final, published_at = excluded.published_at, content = excluded.content
                WHERE final = 0 AND (excluded.final, excluded.published_at) >= (final, published_at)
                """,
                publication.App.ToString(),
                (int)publication.Period.Window,
                SqliteValues.From(publication.Period.FirstDay),
                publication.IsFinal ? 1 : 0,
                publication.ComputedAt.ToUnixTimeSeconds(),
                publication.Encode()
            )
            .ExecuteNonQuery();

    private static TelemetryAppState ReadState(SqliteConnection connection, string app, Epoch epoch)
    {
        using var command = connection.Command(
            "SELECT published_at, published_generation, published_seen, published_deletions, deletions FROM telemetry_apps WHERE app = $app",
            ("$app", app)
        );
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return new(null, 0, 0);
        }

        var mark = reader.IsDBNull(0)
            ? null
            : new TelemetryMark(
                DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(0)),
                reader.GetInt64(1),
                reader.GetInt32(2),
                reader.GetInt64(3)
            );
        return new(mark, CountSince(connection, app, epoch, mark?.Generation ?? 0), reader.GetInt64(4));
    }

    private static bool Store(SqliteWriteContext context, TelemetryResult result)
    {
        var app = result.App.ToString();
        if (context.Command("SELECT 1 FROM telemetry_apps WHERE app = $1 AND removals = $2", app, result.Removals).ExecuteScalar() is null)
        {
            return false;
        }

        foreach (var publication in result.Publications)
        {
            StorePublication(context, publication);
            if (result.Totals is { } totals)
            {
                StoreTotals(context, app, publication.Period.FirstDay, totals);
            }
        }

        if (result.Mark is { } mark)
        {
            context
                .Command(
                    """
                    UPDATE telemetry_apps
                    SET published_at = $2, published_generation = $3, published_seen = $4, published_deletions = $5 WHERE app = $1
                    """,
                    app,
                    mark.PublishedAt.ToUnixTimeSeconds(),
                    mark.Generation,
                    mark.Seen,
                    mark.Deletions
                )
                .ExecuteNonQuery();
        }

        context.Command("UPDATE telemetry_apps SET version = version + 1 WHERE app = $1", app).ExecuteNonQuery();
        return true;
    }

    private static void StoreTotals(SqliteWriteContext context, string app, DateOnly day, TelemetryTotals totals) =>
        context
            .Command(
                "UPDATE telemetry_days SET startups = $3, tasks = $4, succeeded = $5, failed = $6, shares = $7 WHERE app = $1 AND day = $2",
                app,
                SqliteValues.From(day),
                totals.Startups,
                totals.Tasks,
                totals.Succeeded,
                totals.Failed,
                totals.Shares
            )
            .ExecuteNonQuery();

    /// <summary>The days that have rows.</summary>
    private List<(AppName App, DateOnly Day)> ReadDays(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT app, day FROM telemetry_days WHERE purged = 0");
        using var reader = command.ExecuteReader();
        var days = new List<(AppName, DateOnly)>();
        while (reader.Read())
        {
            database.Damaged.Try("telemetry_days", SqliteValues.KeyOf(reader, 0, 1), () =>
                days.Add((AppName.Parse(reader.GetString(0)), SqliteValues.ToDay(reader.GetInt64(1)))));
        }

        return days;
    }

    /// <summary>The final periods, back to the epoch that contains the earliest rows.</summary>
    private HashSet<(AppName App, TelemetryPeriod Period)> ReadFinal(
        SqliteConnection connection,
        List<(AppName App, DateOnly Day)> days
    )
    {
        if (days.Count == 0)
        {
            return [];
        }

        using var command = connection.Command(
            "SELECT app, kind, first_day FROM telemetry_publications WHERE final = 1 AND first_day >= $first",
            ("$first", SqliteValues.From(Epoch.Containing(days.Min(row => row.Day)).FirstDay))
        );
        using var reader = command.ExecuteReader();
        var periods = new HashSet<(AppName, TelemetryPeriod)>();
        while (reader.Read())
        {
            database.Damaged.Try("telemetry_publications", SqliteValues.KeyOf(reader, 0, 1, 2), () =>
                periods.Add((
                    AppName.Parse(reader.GetString(0)),
                    TelemetryPeriod.Containing((TelemetryWindowKind)reader.GetInt32(1), SqliteValues.ToDay(reader.GetInt64(2))))));
        }

        return periods;
    }

    private IEnumerable<TelemetryPublication> Read(
        SqliteConnection connection, string app, TelemetryWindowKind window, DateOnly first, DateOnly last)
    {
        using var command = connection.Command(
            """
            SELECT first_day, content FROM telemetry_publications
            WHERE app = $app AND kind = $kind AND first_day BETWEEN $first AND $last ORDER BY first_day
            """,
            ("$app", app),
            ("$kind", (int)window),
            ("$first", SqliteValues.From(first)),
            ("$last", SqliteValues.From(last))
        );
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var key = $"{app} {(int)window} {reader.GetInt64(0)}";
            if (
                database.Damaged.Read("telemetry_publications", key, () => TelemetryPublication.Decode(reader.GetFieldValue<byte[]>(1))) is
                { } publication
            )
            {
                yield return publication;
            }
        }
    }
}

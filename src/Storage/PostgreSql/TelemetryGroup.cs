using Npgsql;
using ToolTime.Grains.Telemetry;
using ToolTime.Telemetry;

namespace ToolTime.Storage.PostgreSql;

/// <summary>
/// The telemetry events of one transaction. Their devices' rows are locked, always in the same order, before anything is decided, so no
/// other process decides on the same devices meanwhile.
/// </summary>
internal sealed class TelemetryGroup
{
    private readonly IReadOnlyList<NewTelemetryEvent> _events;
    private readonly TelemetryDevice[] _devices;
    private readonly NewTelemetryEvent[] _tasks;
    private readonly Dictionary<TelemetryDevice, (DateOnly Day, long Events)> _eventsOfDay = [];
    private readonly HashSet<EventKey> _stored = [];
    private readonly Dictionary<EventKey, (NewTelemetryEvent Event, long Count)> _new = [];

    public TelemetryGroup(IReadOnlyList<NewTelemetryEvent> events)
    {
        _events = events;
        _devices =
        [
            .. events
                .Select(DeviceOf)
                .Distinct()
                .OrderBy(device => device.App.ToString(), StringComparer.Ordinal)
                .ThenBy(device => device.Epoch.Number)
                .ThenBy(device => device.Hash.Value),
        ];
        _tasks = [.. events.Where(offered => offered.CountsOnce)];
    }

    /// <summary>Whether the group has any events.</summary>
    public bool Any => _events.Count > 0;

    /// <summary>
    /// Decides on each event and writes what is accepted; null if a device was deleted meanwhile, and the group must be run again.
    /// </summary>
    /// <param name="connection">A connection in a transaction.</param>
    public TelemetryOutcome[]? TryStore(NpgsqlConnection connection)
    {
        if (!Any)
        {
            return [];
        }

        // A row that existed when offered, but whose deletion was committed before it was locked, is returned by neither statement.
        Lock(connection);
        if (_eventsOfDay.Count < _devices.Length)
        {
            return null;
        }

        TelemetryOutcome[] outcomes = [.. _events.Select(Decide)];
        if (_new.Count > 0)
        {
            Write(connection);
        }

        return outcomes;
    }

    private static TelemetryDevice DeviceOf(NewTelemetryEvent offered) => new(offered.App, offered.Epoch, offered.Device);

    private void Lock(NpgsqlConnection connection)
    {
        using var batch = connection.CreateBatch();
        string[] apps = [.. _devices.Select(device => device.App.ToString()).Distinct()];
        batch.Add("INSERT INTO telemetry_apps (app) SELECT unnest($1) ON CONFLICT DO NOTHING", [apps]);
        var days = _events.Select(offered => (App: offered.App.ToString(), offered.Day)).Distinct().Order().ToArray();
        batch.Add(
            "INSERT INTO telemetry_days (app, day) SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
            Array.ConvertAll(days, day => day.App),
            Array.ConvertAll(days, day => day.Day)
        );
        batch.Add(
            """
            INSERT INTO telemetry_devices (app, epoch, device, id, day, events, generation)
            SELECT app, epoch, device, id, $5, 0, 0 FROM unnest($1, $2, $3, $4) AS offered (app, epoch, device, id) ON CONFLICT DO NOTHING
            """,
            AppsOfDevices(), EpochsOfDevices(), HashesOfDevices(), Array.ConvertAll(_devices, _ => Guid.NewGuid()), _events[0].Day);
        batch.Add(
            """
            SELECT place, stored.day, stored.events
            FROM unnest($1, $2, $3) WITH ORDINALITY AS offered (app, epoch, device, place) JOIN telemetry_devices AS stored USING (app, epoch, device)
            ORDER BY app, epoch, device FOR UPDATE OF stored
            """,
            AppsOfDevices(), EpochsOfDevices(), HashesOfDevices());
        batch.Add(
            """
            SELECT place
            FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS offered (app, day, device, hour, content_hash, place)
            JOIN telemetry_events USING (app, day, device, hour, content_hash)
            """,
            [.. KeysOf(_tasks)]);
        Read(batch);
    }

    private void Read(NpgsqlBatch batch)
    {
        using var reader = batch.ExecuteReader();
        while (reader.Read())
        {
            _eventsOfDay[_devices[reader.GetInt64(0) - 1]] = (reader.GetFieldValue<DateOnly>(1), reader.GetInt64(2));
        }

        reader.NextResult();
        while (reader.Read())
        {
            _stored.Add(EventKey.From(_tasks[reader.GetInt64(0) - 1]));
        }
    }

    private TelemetryOutcome Decide(NewTelemetryEvent offered)
    {
        var (device, key) = (DeviceOf(offered), EventKey.From(offered));
        var (day, events) = _eventsOfDay[device];
        events = day == offered.Day ? events : 0;
        var outcome = TelemetryDecision.Make(offered, _stored.Contains(key), events);
        if (outcome == TelemetryOutcome.Accepted)
        {
            _eventsOfDay[device] = (offered.Day, events + 1);
            _new[key] = (offered, _new.GetValueOrDefault(key).Count + 1);
            if (offered.CountsOnce)
            {
                _stored.Add(key);
            }
        }

        return outcome;
    }

    private void Write(NpgsqlConnection connection)
    {
        using var batch = connection.CreateBatch();
        batch.Add(
            """
            UPDATE telemetry_devices AS stored SET day = offered.day, events = offered.events, generation = apps.generation
            FROM unnest($1, $2, $3, $4, $5) AS offered (app, epoch, device, day, events), telemetry_apps AS apps
            WHERE stored.app = offered.app AND stored.epoch = offered.epoch AND stored.device = offered.device AND apps.app = offered.app
            """,
            AppsOfDevices(),
            EpochsOfDevices(),
            HashesOfDevices(),
            Array.ConvertAll(_devices, device => _eventsOfDay[device].Day),
            Array.ConvertAll(_devices, device => _eventsOfDay[device].Events)
        );
        var rows = _new.Values.ToArray();
        batch.Add(
            """
            INSERT INTO telemetry_events AS stored (app, day, device, hour, content_hash, count, content)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (app, day, device, hour, content_hash) DO UPDATE SET count = stored.count + excluded.count
            """,
            [
                .. KeysOf(Array.ConvertAll(rows, row => row.Event)),
                Array.ConvertAll(rows, row => row.Count),
                Array.ConvertAll(rows, row => row.Event.Content),
            ]);
        batch.ExecuteNonQuery();
    }

    private string[] AppsOfDevices() => Array.ConvertAll(_devices, device => device.App.ToString());

    private int[] EpochsOfDevices() => Array.ConvertAll(_devices, device => device.Epoch.Number);

    private byte[][] HashesOfDevices() => Array.ConvertAll(_devices, device => device.Hash.ToBytes());

    private static object[] KeysOf(NewTelemetryEvent[] events) =>
    [
        Array.ConvertAll(events, offered => offered.App.ToString()),
        Array.ConvertAll(events, offered => offered.Day),
        Array.ConvertAll(events, offered => offered.Device.ToBytes()),
        Array.ConvertAll(events, offered => (short)offered.Hour.UtcDateTime.Hour),
        Array.ConvertAll(events, offered => offered.ContentHash),
    ];

    private readonly record struct EventKey(AppName App, DeviceHash Device, DateTimeOffset Hour, UInt128 Content)
    {
        public static EventKey From(NewTelemetryEvent offered) =>
            new(offered.App, offered.Device, offered.Hour, DeviceHash.FromBytes(offered.ContentHash).Value);
    }
}

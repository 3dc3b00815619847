-- What hides the devices of an epoch: random, and gone with the epoch's last rows. More than one only where a backup of another database was restored.
CREATE TABLE telemetry_peppers (
    epoch integer NOT NULL,
    value bytea NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (epoch, value)
);

-- Every app of which anything was stored. Devices note the generation in which they reported last; the published one began with the last
-- publication of running periods, which saw some of its devices and so many deletions.
CREATE TABLE telemetry_apps (
    app text COLLATE "C" PRIMARY KEY,
    generation bigint NOT NULL DEFAULT 0,
    removals bigint NOT NULL DEFAULT 0,
    deletions bigint NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 0,
    published_at timestamptz,
    published_generation bigint NOT NULL DEFAULT 0,
    published_seen integer NOT NULL DEFAULT 0,
    published_deletions bigint NOT NULL DEFAULT 0
);

-- A device of an epoch: 16 bytes of a hash. The id is random, for operators; events are those of the newest day. Who holds a device's row
-- may decide on its events.
CREATE TABLE telemetry_devices (
    app text COLLATE "C" NOT NULL,
    epoch integer NOT NULL,
    device bytea NOT NULL CHECK (octet_length(device) = 16),
    id uuid NOT NULL,
    day date NOT NULL,
    events bigint NOT NULL,
    generation bigint NOT NULL,
    quarantined boolean NOT NULL DEFAULT false,
    PRIMARY KEY (app, epoch, device)
) WITH (fillfactor = 80);

CREATE INDEX telemetry_devices_in_quarantine ON telemetry_devices (app, epoch, device) WHERE quarantined;

-- Equal events of a device and hour are one row; of a task it counts once.
CREATE TABLE telemetry_events (
    app text COLLATE "C" NOT NULL,
    day date NOT NULL,
    device bytea NOT NULL CHECK (octet_length(device) = 16),
    hour smallint NOT NULL,
    content_hash bytea NOT NULL,
    count bigint NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (app, day, device, hour, content_hash)
);

-- Every day that ever had an event: its exact totals once it is over, and whether its rows are purged.
CREATE TABLE telemetry_days (
    app text COLLATE "C" NOT NULL,
    day date NOT NULL,
    startups bigint,
    tasks bigint,
    succeeded bigint,
    failed bigint,
    shares bigint,
    purged boolean NOT NULL DEFAULT false,
    PRIMARY KEY (app, day)
);

-- What is published of a day, kind 0, a week, 1, or the four of an epoch, 2.
CREATE TABLE telemetry_publications (
    app text COLLATE "C" NOT NULL,
    kind smallint NOT NULL,
    first_day date NOT NULL,
    final boolean NOT NULL,
    published_at timestamptz NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (app, kind, first_day)
);

CREATE TABLE telemetry_tombstones (
    device bytea PRIMARY KEY,
    deleted_at timestamptz NOT NULL
);

CREATE INDEX telemetry_tombstones_by_age ON telemetry_tombstones (deleted_at);

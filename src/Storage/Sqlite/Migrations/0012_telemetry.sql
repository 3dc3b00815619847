-- What hides the devices of an epoch: random, and gone with the epoch's last rows. More than one only where a backup of another file was restored.
CREATE TABLE telemetry_peppers (
    epoch INTEGER NOT NULL,
    value BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (epoch, value)
) WITHOUT ROWID;

-- Every app of which anything was stored. Devices note the generation in which they reported last; the published one began with the last
-- publication of running periods, which saw some of its devices and so many deletions.
CREATE TABLE telemetry_apps (
    app TEXT PRIMARY KEY,
    generation INTEGER NOT NULL DEFAULT 0,
    removals INTEGER NOT NULL DEFAULT 0,
    deletions INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0,
    published_at INTEGER,
    published_generation INTEGER NOT NULL DEFAULT 0,
    published_seen INTEGER NOT NULL DEFAULT 0,
    published_deletions INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- A device of an epoch: 16 bytes of a hash. The id is random, for operators; events are those of the newest day.
CREATE TABLE telemetry_devices (
    app TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    device BLOB NOT NULL,
    id BLOB NOT NULL,
    day INTEGER NOT NULL,
    events INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    quarantined INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (app, epoch, device)
) WITHOUT ROWID;

CREATE INDEX telemetry_devices_in_quarantine ON telemetry_devices (app, epoch, device) WHERE quarantined = 1;

-- Equal events of a device and hour are one row; of a task it counts once.
CREATE TABLE telemetry_events (
    app TEXT NOT NULL,
    day INTEGER NOT NULL,
    device BLOB NOT NULL,
    hour INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    count INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (app, day, device, hour, content_hash)
) WITHOUT ROWID;

-- Every day that ever had an event: its exact totals once it is over, and whether its rows are purged.
CREATE TABLE telemetry_days (
    app TEXT NOT NULL,
    day INTEGER NOT NULL,
    startups INTEGER,
    tasks INTEGER,
    succeeded INTEGER,
    failed INTEGER,
    shares INTEGER,
    purged INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (app, day)
) WITHOUT ROWID;

-- What is published of a day, kind 0, a week, 1, or the four of an epoch, 2.
CREATE TABLE telemetry_publications (
    app TEXT NOT NULL,
    kind INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    final INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (app, kind, first_day)
) WITHOUT ROWID;

CREATE TABLE telemetry_tombstones (
    device BLOB PRIMARY KEY,
    deleted_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Days and weeks are the integers yyyymmdd (a week by its Monday); instants are Unix seconds, those of people cut to the hour;
-- submitters are the 32 bytes of a SubmitterId. A row's sequence grows with every change, so it orders changes.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE cells (
    sequence INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    submitter BLOB NOT NULL,
    client INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    content BLOB NOT NULL,
    receipt INTEGER NOT NULL,
    UNIQUE (day, submitter, client)
);

CREATE TABLE snapshots (
    sequence INTEGER PRIMARY KEY,
    week INTEGER NOT NULL,
    submitter BLOB NOT NULL,
    client INTEGER NOT NULL,
    generated_hour INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    total_events INTEGER NOT NULL,
    content BLOB NOT NULL,
    receipt INTEGER NOT NULL,
    UNIQUE (week, submitter, client, generated_hour, content_hash)
);

-- One for each accepted submission; its sequence is what the rows that it brought name as their receipt.
CREATE TABLE receipts (
    sequence INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    submitter BLOB NOT NULL,
    day INTEGER NOT NULL,
    received_hour INTEGER NOT NULL
);

CREATE INDEX receipts_by_submitter ON receipts (submitter, day);

-- Every day that ever had a cell: the sequence of its last change, and of the last change that its aggregates saw.
CREATE TABLE days (
    day INTEGER PRIMARY KEY,
    changed INTEGER NOT NULL,
    watermark INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE day_aggregates (
    day INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    name TEXT NOT NULL,
    submitters INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    observed_calls INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    rejections INTEGER NOT NULL,
    PRIMARY KEY (day, dimension, name)
) WITHOUT ROWID;

-- Every week that ever had a row or was closed. What comes for a closed one is late.
CREATE TABLE weeks (
    week INTEGER PRIMARY KEY,
    closed INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE week_publications (
    week INTEGER PRIMARY KEY,
    published_at INTEGER NOT NULL,
    etag TEXT NOT NULL,
    body BLOB NOT NULL
);

-- Reminders and grain state. They belong to the engine, which rebuilds them at start.
CREATE TABLE engine_records (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    etag INTEGER NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

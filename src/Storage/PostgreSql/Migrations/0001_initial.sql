-- Days are dates, weeks their Mondays; instants of people are cut to the hour; submitters are the 32 bytes of a SubmitterId.
-- Cells, snapshots and receipts have a partition for each day or week, made when its first row comes and dropped when it is purged.

CREATE TABLE meta (
    name text PRIMARY KEY,
    value text NOT NULL
);

-- The submitter comes first in the keys: partitions tell days apart, and rows are read in the order of submitters. What is quarantined is
-- kept and not read.
CREATE TABLE cells (
    day date NOT NULL,
    submitter bytea NOT NULL CHECK (octet_length(submitter) = 32),
    client smallint NOT NULL,
    revision bigint NOT NULL,
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    content bytea NOT NULL,
    receipt uuid NOT NULL,
    quarantined boolean NOT NULL DEFAULT false,
    PRIMARY KEY (submitter, client, day)
) PARTITION BY LIST (day);

CREATE TABLE snapshots (
    week date NOT NULL,
    submitter bytea NOT NULL CHECK (octet_length(submitter) = 32),
    client smallint NOT NULL,
    generated_hour timestamptz NOT NULL,
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    total_events integer NOT NULL,
    content bytea NOT NULL,
    receipt uuid NOT NULL,
    quarantined boolean NOT NULL DEFAULT false,
    PRIMARY KEY (submitter, client, generated_hour, content_hash, week)
) PARTITION BY LIST (week);

-- One for each accepted submission. The ordinal counts a submitter's receipts of a day, so that its key lets no two servers
-- give out the same place under the day's limit. The sequence only sorts a list; nothing is decided by it.
CREATE SEQUENCE receipt_sequence;

CREATE TABLE receipts (
    day date NOT NULL,
    submitter bytea NOT NULL CHECK (octet_length(submitter) = 32),
    ordinal integer NOT NULL,
    id uuid NOT NULL,
    received_hour timestamptz NOT NULL,
    sequence bigint NOT NULL DEFAULT nextval('receipt_sequence'),
    quarantined boolean NOT NULL DEFAULT false,
    PRIMARY KEY (submitter, ordinal, day),
    UNIQUE (id, day)
) PARTITION BY LIST (day);

-- Every day that ever had a cell or a receipt: how many of its changes its aggregates saw, and whether it is sealed.
CREATE TABLE days (
    day date PRIMARY KEY,
    watermark bigint NOT NULL DEFAULT 0,
    sealed boolean NOT NULL DEFAULT false
);

-- Changes are counted in several slots, so that writers do not wait for each other; the sum over a day's or week's slots orders changes
-- as they become visible, which no sequence does.
CREATE TABLE day_changes (
    day date NOT NULL,
    slot smallint NOT NULL,
    changed bigint NOT NULL,
    PRIMARY KEY (day, slot)
) WITH (fillfactor = 50);

CREATE TABLE week_changes (
    week date NOT NULL,
    slot smallint NOT NULL,
    changed bigint NOT NULL,
    PRIMARY KEY (week, slot)
) WITH (fillfactor = 50);

CREATE TABLE day_aggregates (
    day date NOT NULL,
    dimension smallint NOT NULL,
    name text COLLATE "C" NOT NULL,
    submitters bigint NOT NULL,
    reports bigint NOT NULL,
    calls bigint NOT NULL,
    observed_calls bigint NOT NULL,
    errors bigint NOT NULL,
    rejections bigint NOT NULL,
    PRIMARY KEY (day, dimension, name)
);

-- What comes for a closed week, or one before it, is late.
CREATE TABLE closed_weeks (
    week date PRIMARY KEY
);

CREATE TABLE week_publications (
    week date PRIMARY KEY,
    published_at timestamptz NOT NULL,
    etag text NOT NULL,
    body bytea NOT NULL
);

CREATE TABLE tombstones (
    submitter bytea PRIMARY KEY CHECK (octet_length(submitter) = 32),
    deleted_at timestamptz NOT NULL
);

CREATE INDEX tombstones_by_age ON tombstones (deleted_at);

-- Who does the maintenance, and until when, by this server's clock.
CREATE TABLE leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Reminders and grain state. They belong to the engine, which rebuilds them at start. An etag is a number that no earlier version had.
CREATE SEQUENCE engine_record_etags;

CREATE TABLE engine_records (
    kind text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    etag bigint NOT NULL,
    value bytea NOT NULL,
    PRIMARY KEY (kind, key)
);

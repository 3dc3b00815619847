-- What the AdoNet providers of Orleans store for a silo that is alone: reminders and grain state. The providers read their statements from one
-- table, by key; the names of its columns, of a statement's parameters and of its results are theirs.

CREATE TABLE OrleansQuery (
    QueryKey TEXT PRIMARY KEY,
    QueryText TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE reminders (
    service TEXT NOT NULL,
    grain TEXT NOT NULL,
    name TEXT NOT NULL,
    hash INTEGER NOT NULL,
    first_at TEXT NOT NULL,
    period_ms INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (service, grain, name)
) WITHOUT ROWID;

CREATE INDEX reminders_by_hash ON reminders (service, hash);

-- A grain's key is two numbers, a text, or both; an absent text is an empty one here.
CREATE TABLE states (
    service TEXT NOT NULL,
    type TEXT NOT NULL,
    key_high INTEGER NOT NULL,
    key_low INTEGER NOT NULL,
    key_text TEXT NOT NULL,
    version INTEGER NOT NULL,
    payload BLOB,
    PRIMARY KEY (service, type, key_high, key_low, key_text)
);

-- Reminders. A range of the ring that runs over its end asks for both ends of the hashes.

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey', '
INSERT INTO reminders (service, grain, name, hash, first_at, period_ms)
VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
ON CONFLICT (service, grain, name) DO UPDATE
SET hash = excluded.hash, first_at = excluded.first_at, period_ms = excluded.period_ms, version = version + 1
RETURNING version AS Version'),
('ReadReminderRowKey', '
SELECT grain AS GrainId, name AS ReminderName, first_at AS StartTime, period_ms AS Period, version AS Version FROM reminders
WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName'),
('ReadReminderRowsKey', '
SELECT grain AS GrainId, name AS ReminderName, first_at AS StartTime, period_ms AS Period, version AS Version FROM reminders
WHERE service = @ServiceId AND grain = @GrainId'),
('ReadRangeRows1Key', '
SELECT grain AS GrainId, name AS ReminderName, first_at AS StartTime, period_ms AS Period, version AS Version FROM reminders
WHERE service = @ServiceId AND hash > @BeginHash AND hash <= @EndHash'),
('ReadRangeRows2Key', '
SELECT grain AS GrainId, name AS ReminderName, first_at AS StartTime, period_ms AS Period, version AS Version FROM reminders
WHERE service = @ServiceId AND (hash > @BeginHash OR hash <= @EndHash)'),
('DeleteReminderRowKey', '
DELETE FROM reminders WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = CAST(@Version AS INTEGER);
SELECT changes() > 0'),
('DeleteReminderRowsKey', '
DELETE FROM reminders WHERE service = @ServiceId');

-- Grain state. A write names the version that was read, none for the first; no row in the answer means that another was there before.

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
SELECT payload AS PayloadBinary, version AS Version FROM states
WHERE service = @ServiceId AND type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '''')'),
('WriteToStorageKey', '
UPDATE states SET payload = @PayloadBinary, version = version + 1
WHERE service = @ServiceId AND type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '''')
    AND version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion;
INSERT INTO states (service, type, key_high, key_low, key_text, version, payload)
SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), 1, @PayloadBinary
WHERE @GrainStateVersion IS NULL
ON CONFLICT DO NOTHING
RETURNING version AS NewGrainStateVersion'),
('ClearStorageKey', '
UPDATE states SET payload = NULL, version = version + 1
WHERE service = @ServiceId AND type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '''')
    AND version = @GrainStateVersion
RETURNING version'),
('DeleteStorageKey', '
DELETE FROM states
WHERE service = @ServiceId AND type = @GrainTypeString
    AND key_high = @GrainIdN0 AND key_low = @GrainIdN1 AND key_text = coalesce(@GrainIdExtensionString, '''')
    AND version = @GrainStateVersion
RETURNING version + 1');

-- A sealed day has no rows any more and is never rolled up again; a week's last change tells whether a publication is still of its rows.
ALTER TABLE days ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE weeks ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;

CREATE TABLE tombstones (
    submitter BLOB PRIMARY KEY,
    deleted_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX tombstones_by_age ON tombstones (deleted_at);
INSERT OR IGNORE INTO days (day, changed) SELECT DISTINCT day, 0 FROM receipts;

CREATE INDEX receipts_by_day ON receipts (day);

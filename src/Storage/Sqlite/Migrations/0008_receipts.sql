-- Receipts without an index by id. Only operators ask for a submission by its id, and they can wait while it is looked for; the index had each
-- submission change one more page, anywhere in the file.
CREATE TABLE receipts_without_index (
    sequence INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    submitter BLOB NOT NULL,
    day INTEGER NOT NULL,
    received_hour INTEGER NOT NULL,
    quarantined INTEGER NOT NULL DEFAULT 0
);

INSERT INTO receipts_without_index (sequence, id, submitter, day, received_hour, quarantined)
SELECT sequence, id, submitter, day, received_hour, quarantined FROM receipts ORDER BY sequence;

DROP TABLE receipts;
ALTER TABLE receipts_without_index RENAME TO receipts;
CREATE INDEX receipts_by_submitter ON receipts (submitter, day);
CREATE INDEX receipts_by_day ON receipts (day);
CREATE INDEX receipts_in_quarantine ON receipts (sequence) WHERE quarantined = 1;

-- What a quarantined submission brought is kept and not read.
ALTER TABLE receipts ADD COLUMN quarantined INTEGER NOT NULL DEFAULT 0;

CREATE INDEX receipts_in_quarantine ON receipts (sequence) WHERE quarantined = 1;
CREATE INDEX cells_by_receipt ON cells (receipt);
CREATE INDEX snapshots_by_receipt ON snapshots (receipt);

-- What decides about figures and must never be told; made at first start, and part of every backup.
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- All that is told of a published week. The client -1 is all of them together, the dimension 0 the whole.
CREATE TABLE published_cells (
    week INTEGER NOT NULL,
    client INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    name TEXT NOT NULL,
    figures BLOB NOT NULL,
    PRIMARY KEY (week, client, dimension, name)
) WITHOUT ROWID;

-- What was kept under names that are not listed is folded once, from this place on; the row goes with the end of it.
INSERT INTO meta (name, value)
SELECT 'fold_names', 'cells 0' WHERE EXISTS (SELECT 1 FROM cells) OR EXISTS (SELECT 1 FROM snapshots) OR EXISTS (SELECT 1 FROM day_aggregates);

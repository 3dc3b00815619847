-- What decides about figures and must never be told; made at first start, and part of every backup.
CREATE TABLE secrets (
    name text PRIMARY KEY,
    value bytea NOT NULL
);

-- All that is told of a published week. The client -1 is all of them together, the dimension 0 the whole.
CREATE TABLE published_cells (
    week date NOT NULL,
    client smallint NOT NULL,
    dimension smallint NOT NULL,
    name text COLLATE "C" NOT NULL,
    figures bytea NOT NULL,
    PRIMARY KEY (week, client, dimension, name)
);

-- What was kept under names that are not listed is folded once, from this place on; the row goes with the end of it.
INSERT INTO meta (name, value)
SELECT 'fold_names', '' WHERE EXISTS (SELECT 1 FROM cells) OR EXISTS (SELECT 1 FROM snapshots) OR EXISTS (SELECT 1 FROM day_aggregates);

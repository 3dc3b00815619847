-- How often rows were removed, by whom they came, by operators or by a restore: what was read before is of rows that are gone.
CREATE TABLE removals (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL
);

INSERT INTO removals (id, count) VALUES (1, 0);

-- The newest publication of seven days, by the last of them; the first ones of its epoch are named beside it.
CREATE TABLE seven_days (
    last_day INTEGER PRIMARY KEY,
    since INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    etag TEXT NOT NULL,
    body BLOB NOT NULL
);

-- Its cells, each with the days that it is of; without figures where it was told before and is hidden.
CREATE TABLE seven_day_cells (
    client INTEGER NOT NULL,
    dimension INTEGER NOT NULL,
    name TEXT NOT NULL,
    last_day INTEGER NOT NULL,
    figures BLOB,
    PRIMARY KEY (client, dimension, name)
) WITHOUT ROWID;

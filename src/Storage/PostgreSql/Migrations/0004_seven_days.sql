-- How often rows were removed, by whom they came, by operators or by a restore: what was read before is of rows that are gone.
CREATE TABLE removals (
    id smallint PRIMARY KEY CHECK (id = 1),
    count bigint NOT NULL
);

INSERT INTO removals (id, count) VALUES (1, 0);

-- The newest publication of seven days, by the last of them; the first ones of its epoch are named beside it.
CREATE TABLE seven_days (
    last_day date PRIMARY KEY,
    since date NOT NULL,
    published_at timestamptz NOT NULL,
    etag text NOT NULL,
    body bytea NOT NULL
);

-- Its cells, each with the days that it is of; without figures where it was told before and is hidden.
CREATE TABLE seven_day_cells (
    client smallint NOT NULL,
    dimension smallint NOT NULL,
    name text COLLATE "C" NOT NULL,
    last_day date NOT NULL,
    figures bytea,
    PRIMARY KEY (client, dimension, name)
);

-- The publication of a week that is under way: the last change of the week's rows that its steps are of, and a digest of what else they depend on.
CREATE TABLE week_builds (
    week INTEGER PRIMARY KEY,
    watermark INTEGER NOT NULL,
    basis BLOB NOT NULL
);

-- What was counted of submitters whose ids begin with some bytes: sums and numbers of each cell, which name nobody.
CREATE TABLE week_steps (
    week INTEGER NOT NULL,
    first_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (week, first_byte)
);

-- The publication of a week that is under way: up to which change of the week's rows its steps are, and a digest of what else they depend on.
CREATE TABLE week_builds (
    week date PRIMARY KEY,
    watermark bigint NOT NULL,
    basis bytea NOT NULL
);

-- What was counted of submitters whose ids begin with some bytes: sums and numbers of each cell, which name nobody.
CREATE TABLE week_steps (
    week date NOT NULL,
    first_byte smallint NOT NULL,
    end_byte smallint NOT NULL,
    content_hash bytea NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (week, first_byte)
);

-- What is published of a week, kind 0, or of the four of an epoch, kind 2: at its end, and a last time when no report of it is accepted any more.
CREATE TABLE publications (
    kind smallint NOT NULL,
    first_day date NOT NULL,
    final boolean NOT NULL,
    published_at timestamptz NOT NULL,
    cells integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (kind, first_day)
);

-- Weeks that were published under the rules of before stay readable as they were served; none is added.
ALTER TABLE week_publications RENAME TO archived_weeks;
DROP TABLE published_cells;

-- The newest seven days are grain state, which can be made again.
DROP TABLE seven_days;

-- Weeks are not closed any more, and what changes is counted by day and by removal.
DROP TABLE closed_weeks;
DROP TABLE week_changes;

-- A snapshot counts in the ISO week in which it was made.
DO $$
DECLARE
    monday date;
    partition text;
BEGIN
    FOR monday IN SELECT DISTINCT date_trunc('week', generated_hour AT TIME ZONE 'UTC')::date FROM snapshots LOOP
        partition := 'snapshots_' || to_char(monday, 'YYYYMMDD');
        IF to_regclass(partition) IS NULL THEN
            EXECUTE format('CREATE TABLE %I (LIKE snapshots INCLUDING ALL)', partition);
            EXECUTE format('ALTER TABLE snapshots ATTACH PARTITION %I FOR VALUES IN (%L)', partition, monday);
        END IF;
    END LOOP;
END
$$;

UPDATE snapshots SET week = date_trunc('week', generated_hour AT TIME ZONE 'UTC')::date
WHERE week <> date_trunc('week', generated_hour AT TIME ZONE 'UTC')::date;

-- When rows of a submitter last went; none for a deletion that found nothing.
ALTER TABLE tombstones ADD COLUMN removed_at timestamptz;

-- What is published of a week, kind 0, or of the four of an epoch, kind 2: at its end, and a last time when no report of it is accepted any more.
CREATE TABLE publications (
    kind INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    final INTEGER NOT NULL,
    published_at INTEGER NOT NULL,
    cells INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (kind, first_day)
) WITHOUT ROWID;

-- Weeks that were published under the rules of before stay readable as they were served; none is added.
ALTER TABLE week_publications RENAME TO archived_weeks;
DROP TABLE published_cells;

-- The newest seven days are grain state, which can be made again.
DROP TABLE seven_days;

-- Weeks are not closed any more, and what changes is counted by day and by removal.
DROP TABLE weeks;

-- A snapshot counts in the ISO week in which it was made.
UPDATE snapshots SET week = CAST(strftime('%Y%m%d', generated_hour, 'unixepoch', 'weekday 0', '-6 days') AS INTEGER);

-- When rows of a submitter last went; none for a deletion that found nothing.
ALTER TABLE tombstones ADD COLUMN removed_at INTEGER;

-- How much of a published week was hidden and by which rule, in numbers, for operators; JSON. None for weeks of before, or out of a backup.
CREATE TABLE week_hidden (
    week INTEGER PRIMARY KEY,
    counts BLOB NOT NULL
);

-- Reminders and grain state moved to a file of their own, which Orleans' providers use.

DROP TABLE engine_records;

DELETE FROM meta WHERE name = 'etag';

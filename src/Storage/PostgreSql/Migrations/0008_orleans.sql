-- Orleans stores reminders and grain state in its own tables, and runs one maintenance in a database.

DROP TABLE engine_records;
DROP SEQUENCE engine_record_etags;
DROP TABLE leases;

-- A batch that was pulled from the centre's log need not be offered to that log again.
ALTER TABLE batch ADD COLUMN from_log BLOB;

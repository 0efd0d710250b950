-- A batch that was pulled from the centre's log need not be offered to that log again.
ALTER TABLE batch ADD COLUMN from_log BLOB;

-- The index can hold 2,000 pieces. Merging begins long before, also on a laptop that never has an idle moment.
INSERT INTO search (search, rank) VALUES ('crisismerge', 500);

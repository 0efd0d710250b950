-- The member for whom a laptop was let in.
ALTER TABLE certificate ADD COLUMN member BLOB;

-- One epoch may have several keys: two leaders can change the key at the same time.
CREATE TABLE sealing_key (
    epoch INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (epoch, bytes)
) STRICT, WITHOUT ROWID;
INSERT INTO sealing_key (epoch, bytes) SELECT epoch, bytes FROM held_key WHERE name = 5;
DELETE FROM held_key WHERE name = 5;

-- Entries written after their writer was revoked: kept, forwarded, not applied.
CREATE TABLE quarantine (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    refused INTEGER NOT NULL
) STRICT;

-- Whose word counts is judged from these.
CREATE INDEX entry_of_standing ON entry (kind) WHERE kind IN (5, 7, 11, 14, 15, 16, 17, 18);

-- What the leader has the desks say is a leader's act.
DROP INDEX entry_of_standing;
CREATE INDEX entry_of_standing ON entry (kind) WHERE kind IN (5, 7, 11, 14, 15, 16, 17, 18, 20);

-- Offices that the leader sends people to.
CREATE TABLE office (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    in_use INTEGER NOT NULL,
    name TEXT,
    address TEXT,
    tasks TEXT,
    hours TEXT,
    phone TEXT,
    note TEXT
) STRICT;

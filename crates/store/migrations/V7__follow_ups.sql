-- Calls made about people who are to be met again.
CREATE TABLE call (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB,
    citizen BLOB NOT NULL,
    result INTEGER NOT NULL,
    again INTEGER
) STRICT;
CREATE INDEX call_by_citizen ON call (citizen, wall_ms, counter);

-- Who is to be met again: one line per person, out of all records of that person.
CREATE TABLE follow_up (
    person BLOB NOT NULL PRIMARY KEY,
    citizen BLOB NOT NULL,
    assist INTEGER NOT NULL REFERENCES entry (id),
    village BLOB,
    reason INTEGER NOT NULL,
    due INTEGER,
    calls INTEGER NOT NULL,
    last_result INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_by_village ON follow_up (village, due);

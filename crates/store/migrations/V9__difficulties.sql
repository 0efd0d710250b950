-- What the leader says of difficulties.
CREATE TABLE difficulty (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    in_use INTEGER NOT NULL,
    label TEXT,
    remedy TEXT,
    label_en TEXT,
    remedy_en TEXT
) STRICT;

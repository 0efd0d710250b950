-- Identities that this laptop had before it went on under another one.
CREATE TABLE former (
    device BLOB NOT NULL PRIMARY KEY,
    up_to_seq INTEGER NOT NULL,
    opens BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
  commune BLOB NOT NULL REFERENCES commune (commune),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  device BLOB NOT NULL CHECK (length(device) = 16),
  branch INTEGER NOT NULL CHECK (branch >= 0),
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (commune, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE locked_out (
  commune BLOB NOT NULL REFERENCES commune (commune),
  device BLOB NOT NULL CHECK (length(device) = 16),
  accepted_seq INTEGER NOT NULL CHECK (accepted_seq >= 0),
  PRIMARY KEY (commune, device)
) STRICT, WITHOUT ROWID;

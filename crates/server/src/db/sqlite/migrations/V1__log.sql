CREATE TABLE centre (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  log_id BLOB NOT NULL CHECK (length(log_id) = 16),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32)
) STRICT;

CREATE TABLE commune (
  commune BLOB NOT NULL PRIMARY KEY CHECK (length(commune) = 16),
  root_certificate BLOB NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  admitted_at_ms INTEGER NOT NULL,
  last_position INTEGER NOT NULL CHECK (last_position >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE setup_code (
  code_hash BLOB NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  made_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  commune BLOB REFERENCES commune (commune)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  commune BLOB NOT NULL REFERENCES commune (commune),
  device BLOB NOT NULL CHECK (length(device) = 16),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  expires_at_ms INTEGER,
  known_since_ms INTEGER NOT NULL,
  PRIMARY KEY (commune, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  commune BLOB NOT NULL REFERENCES commune (commune),
  position INTEGER NOT NULL CHECK (position > 0),
  kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
  device BLOB NOT NULL CHECK (length(device) = 16),
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  head BLOB NOT NULL CHECK (length(head) = 32),
  bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX item_by_position ON item (commune, position);
CREATE UNIQUE INDEX item_by_head ON item (commune, device, last_seq, head);

CREATE TABLE branch (
  commune BLOB NOT NULL REFERENCES commune (commune),
  device BLOB NOT NULL,
  branch INTEGER NOT NULL CHECK (branch >= 0),
  since_seq INTEGER NOT NULL,
  up_to_seq INTEGER NOT NULL CHECK (up_to_seq > since_seq),
  head BLOB NOT NULL CHECK (length(head) = 32),
  receipt BLOB NOT NULL,
  PRIMARY KEY (commune, device, branch),
  FOREIGN KEY (commune, device) REFERENCES device (commune, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_edition (
  commune BLOB NOT NULL REFERENCES commune (commune),
  edition BLOB NOT NULL CHECK (length(edition) = 16),
  replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)),
  PRIMARY KEY (commune, edition)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_blob (
  commune BLOB NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  edition BLOB NOT NULL,
  PRIMARY KEY (commune, digest, edition),
  FOREIGN KEY (commune, edition) REFERENCES roster_edition (commune, edition)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  commune BLOB NOT NULL REFERENCES commune (commune),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX blob_by_digest ON blob (commune, digest);

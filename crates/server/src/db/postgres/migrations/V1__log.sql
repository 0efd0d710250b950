CREATE TABLE centre (
  one SMALLINT NOT NULL PRIMARY KEY CHECK (one = 1),
  log_id BYTEA NOT NULL CHECK (octet_length(log_id) = 16),
  public_key BYTEA NOT NULL CHECK (octet_length(public_key) = 32)
);

CREATE TABLE commune (
  commune BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(commune) = 16),
  root_certificate BYTEA NOT NULL,
  practice BOOLEAN NOT NULL,
  admitted_at_ms BIGINT NOT NULL,
  last_position BIGINT NOT NULL CHECK (last_position >= 0)
) WITH (fillfactor = 50);

CREATE TABLE setup_code (
  code_hash BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(code_hash) = 32),
  practice BOOLEAN NOT NULL,
  made_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  commune BYTEA REFERENCES commune (commune)
);

CREATE TABLE device (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  public_key BYTEA NOT NULL CHECK (octet_length(public_key) = 32),
  expires_at_ms BIGINT,
  known_since_ms BIGINT NOT NULL,
  PRIMARY KEY (commune, device)
);

CREATE TABLE item (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  position BIGINT NOT NULL CHECK (position > 0),
  kind SMALLINT NOT NULL CHECK (kind IN (1, 2)),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  head BYTEA NOT NULL CHECK (octet_length(head) = 32),
  bytes BYTEA NOT NULL,
  PRIMARY KEY (commune, position)
);
CREATE UNIQUE INDEX item_by_head ON item (commune, device, last_seq, head);
ALTER TABLE item ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE branch (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  device BYTEA NOT NULL,
  branch INTEGER NOT NULL CHECK (branch >= 0),
  since_seq BIGINT NOT NULL,
  up_to_seq BIGINT NOT NULL CHECK (up_to_seq > since_seq),
  head BYTEA NOT NULL CHECK (octet_length(head) = 32),
  receipt BYTEA NOT NULL,
  PRIMARY KEY (commune, device, branch),
  FOREIGN KEY (commune, device) REFERENCES device (commune, device)
) WITH (fillfactor = 70);

CREATE TABLE roster_edition (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  edition BYTEA NOT NULL CHECK (octet_length(edition) = 16),
  replaced BOOLEAN NOT NULL,
  PRIMARY KEY (commune, edition)
);

CREATE TABLE roster_blob (
  commune BYTEA NOT NULL,
  digest BYTEA NOT NULL CHECK (octet_length(digest) = 32),
  edition BYTEA NOT NULL,
  PRIMARY KEY (commune, digest, edition),
  FOREIGN KEY (commune, edition) REFERENCES roster_edition (commune, edition)
);

CREATE TABLE blob (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  digest BYTEA NOT NULL CHECK (octet_length(digest) = 32),
  bytes BYTEA NOT NULL,
  PRIMARY KEY (commune, digest)
);
ALTER TABLE blob ALTER COLUMN bytes SET STORAGE EXTERNAL;

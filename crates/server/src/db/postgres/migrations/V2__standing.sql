CREATE TABLE act (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  digest BYTEA NOT NULL CHECK (octet_length(digest) = 32),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  branch INTEGER NOT NULL CHECK (branch >= 0),
  seq BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (commune, digest)
);

CREATE TABLE locked_out (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  accepted_seq BIGINT NOT NULL CHECK (accepted_seq >= 0),
  PRIMARY KEY (commune, device)
);

CREATE TABLE recovery_box (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  record BYTEA NOT NULL CHECK (octet_length(record) = 16),
  position BIGINT NOT NULL,
  entry BYTEA NOT NULL CHECK (octet_length(entry) = 32),
  facts BYTEA NOT NULL,
  PRIMARY KEY (commune, record, position, entry)
);

CREATE INDEX recovery_box_by_record ON recovery_box (record);


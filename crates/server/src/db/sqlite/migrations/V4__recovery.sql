CREATE TABLE recovery_box (
  commune BLOB NOT NULL REFERENCES commune (commune),
  record BLOB NOT NULL CHECK (length(record) = 16),
  position INTEGER NOT NULL,
  entry BLOB NOT NULL CHECK (length(entry) = 32),
  facts BLOB NOT NULL,
  PRIMARY KEY (commune, record, position, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX recovery_box_by_record ON recovery_box (record);

-- What the centre keeps in PostgreSQL, as it stands after all migrations; a test compares it with the real schema.
-- Digests and identities are raw bytes; times are milliseconds since 1970-01-01 UTC. Nothing here is about a person in clear.
-- Rows that change with every push leave room on their page for it (fillfactor); what was compressed before is not
-- compressed again (EXTERNAL).

-- The centre itself: one row.
--   log_id: 16 random bytes, drawn with the database and again after a restore; a cursor of another log is reset.
--   public_key: of the key that signs receipts; the key file must belong to it.
CREATE TABLE centre (
  one SMALLINT NOT NULL PRIMARY KEY CHECK (one = 1),
  log_id BYTEA NOT NULL CHECK (octet_length(log_id) = 16),
  public_key BYTEA NOT NULL CHECK (octet_length(public_key) = 32)
);

-- A commune admitted here. Every other key begins with it.
--   last_position: of the newest item; moved inside the transaction that adds items. That transaction locks this row
--     first, and the next one waits for it: no reader skips what commits late.
CREATE TABLE commune (
  commune BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(commune) = 16),
  root_certificate BYTEA NOT NULL,
  practice BOOLEAN NOT NULL,
  admitted_at_ms BIGINT NOT NULL,
  last_position BIGINT NOT NULL CHECK (last_position >= 0)
) WITH (fillfactor = 50);

-- One-time codes. Never the code, only its hash; `commune` is whom it admitted.
CREATE TABLE setup_code (
  code_hash BYTEA NOT NULL PRIMARY KEY CHECK (octet_length(code_hash) = 32),
  practice BOOLEAN NOT NULL,
  made_at_ms BIGINT NOT NULL,
  expires_at_ms BIGINT NOT NULL,
  commune BYTEA REFERENCES commune (commune)
);

-- A device whose certificate chain was verified. Its chains are items (kind 1).
--   expires_at_ms: when its certificate ends; NULL: until revoked.
CREATE TABLE device (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  public_key BYTEA NOT NULL CHECK (octet_length(public_key) = 32),
  expires_at_ms BIGINT,
  known_since_ms BIGINT NOT NULL,
  PRIMARY KEY (commune, device)
);

-- The log: the truth. One row per item as it travelled.
--   kind 1: a certificate chain; first_seq = last_seq = 0, head = the digest of the device certificate.
--   kind 2: a batch; head = the digest of its last entry.
--   drawn: random, the same for all items of one push. A log put back to an older state draws others for the positions
--     that it fills again, and whoever read further shows what he was given for them.
CREATE TABLE item (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  position BIGINT NOT NULL CHECK (position > 0),
  kind SMALLINT NOT NULL CHECK (kind IN (1, 2)),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  head BYTEA NOT NULL CHECK (octet_length(head) = 32),
  bytes BYTEA NOT NULL,
  drawn BYTEA NOT NULL CHECK (octet_length(drawn) = 16),
  PRIMARY KEY (commune, position)
);
CREATE UNIQUE INDEX item_by_head ON item (commune, device, last_seq, head);
ALTER TABLE item ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The end of each branch of a device; branch 0 is the first that came. More than one is a fork.
--   since_seq: the last entry it shares with an older branch (0: none); up_to_seq, head: its newest entry.
--   receipt: the newest one issued, kept as bytes so that a repeat is answered with the same.
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

-- Roster editions named by entries; `replaced` may be known before the edition itself arrives.
CREATE TABLE roster_edition (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  edition BYTEA NOT NULL CHECK (octet_length(edition) = 16),
  replaced BOOLEAN NOT NULL,
  PRIMARY KEY (commune, edition)
);

-- Which blobs an edition names. A blob is taken and kept while an edition that is not replaced names it.
CREATE TABLE roster_blob (
  commune BYTEA NOT NULL,
  digest BYTEA NOT NULL CHECK (octet_length(digest) = 32),
  edition BYTEA NOT NULL,
  PRIMARY KEY (commune, digest, edition),
  FOREIGN KEY (commune, edition) REFERENCES roster_edition (commune, edition)
);

-- Sealed roster blobs, by digest.
CREATE TABLE blob (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  digest BYTEA NOT NULL CHECK (octet_length(digest) = 32),
  bytes BYTEA NOT NULL,
  PRIMARY KEY (commune, digest)
);
ALTER TABLE blob ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Entries that say whose word counts: certificates, revocations, decisions, as they travelled (their facts are in clear).
-- Who is locked out is judged from them and from the chains; see db/standing.rs.
CREATE TABLE act (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  digest BYTEA NOT NULL CHECK (octet_length(digest) = 32),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  branch INTEGER NOT NULL CHECK (branch >= 0),
  seq BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (commune, digest)
);

-- Devices that are locked out, judged whenever an act or a chain comes in.
--   accepted_seq: the last entry that is accepted; what comes later is kept and set aside.
CREATE TABLE locked_out (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  device BYTEA NOT NULL CHECK (octet_length(device) = 16),
  accepted_seq BIGINT NOT NULL CHECK (accepted_seq >= 0),
  PRIMARY KEY (commune, device)
);

-- Recovery boxes that entries published, sealed to a code on paper. A laptop that is to begin again with the code knows no
-- commune: it asks by the box's name alone, 128 bits that follow from the code, which is why one index does not begin with
-- the commune.
--   position: of the batch that published it; of several of one name the first is told first.
--   facts: of the entry, as they travelled.
CREATE TABLE recovery_box (
  commune BYTEA NOT NULL REFERENCES commune (commune),
  record BYTEA NOT NULL CHECK (octet_length(record) = 16),
  position BIGINT NOT NULL,
  entry BYTEA NOT NULL CHECK (octet_length(entry) = 32),
  facts BYTEA NOT NULL,
  PRIMARY KEY (commune, record, position, entry)
);
CREATE INDEX recovery_box_by_record ON recovery_box (record);

-- What the centre keeps, as it stands after all migrations; a test compares it with the real schema.
-- Digests and identities are raw bytes; times are milliseconds since 1970-01-01 UTC. Nothing here is about a person in clear.

-- The centre itself: one row.
--   log_id: 16 random bytes, drawn with the database and again after a restore; a cursor of another log is reset.
--   public_key: of the key that signs receipts; the key file must belong to it.
CREATE TABLE centre (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  log_id BLOB NOT NULL CHECK (length(log_id) = 16),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32)
) STRICT;

-- A commune admitted here. Every other key begins with it.
--   last_position: of the newest item; moved inside the transaction that adds items, so that no reader skips one.
CREATE TABLE commune (
  commune BLOB NOT NULL PRIMARY KEY CHECK (length(commune) = 16),
  root_certificate BLOB NOT NULL,
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  admitted_at_ms INTEGER NOT NULL,
  last_position INTEGER NOT NULL CHECK (last_position >= 0)
) STRICT, WITHOUT ROWID;

-- One-time codes. Never the code, only its hash; `commune` is whom it admitted.
CREATE TABLE setup_code (
  code_hash BLOB NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
  practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
  made_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  commune BLOB REFERENCES commune (commune)
) STRICT, WITHOUT ROWID;

-- A device whose certificate chain was verified. Its chains are items (kind 1).
--   expires_at_ms: when its certificate ends; NULL: until revoked.
CREATE TABLE device (
  commune BLOB NOT NULL REFERENCES commune (commune),
  device BLOB NOT NULL CHECK (length(device) = 16),
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  expires_at_ms INTEGER,
  known_since_ms INTEGER NOT NULL,
  PRIMARY KEY (commune, device)
) STRICT, WITHOUT ROWID;

-- The log: the truth. One row per item as it travelled.
--   kind 1: a certificate chain; first_seq = last_seq = 0, head = the digest of the device certificate.
--   kind 2: a batch; head = the digest of its last entry.
--   drawn: random, the same for all items of one push. A log put back to an older state draws others for the positions
--     that it fills again, and whoever read further shows what he was given for them.
CREATE TABLE item (
  commune BLOB NOT NULL REFERENCES commune (commune),
  position INTEGER NOT NULL CHECK (position > 0),
  kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
  device BLOB NOT NULL CHECK (length(device) = 16),
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  head BLOB NOT NULL CHECK (length(head) = 32),
  bytes BLOB NOT NULL,
  drawn BLOB NOT NULL DEFAULT x'00000000000000000000000000000000' CHECK (length(drawn) = 16)
) STRICT;
CREATE UNIQUE INDEX item_by_position ON item (commune, position);
CREATE UNIQUE INDEX item_by_head ON item (commune, device, last_seq, head);

-- The end of each branch of a device; branch 0 is the first that came. More than one is a fork.
--   since_seq: the last entry it shares with an older branch (0: none); up_to_seq, head: its newest entry.
--   receipt: the newest one issued, kept as bytes so that a repeat is answered with the same.
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

-- Roster editions named by entries; `replaced` may be known before the edition itself arrives.
CREATE TABLE roster_edition (
  commune BLOB NOT NULL REFERENCES commune (commune),
  edition BLOB NOT NULL CHECK (length(edition) = 16),
  replaced INTEGER NOT NULL CHECK (replaced IN (0, 1)),
  PRIMARY KEY (commune, edition)
) STRICT, WITHOUT ROWID;

-- Which blobs an edition names. A blob is taken and kept while an edition that is not replaced names it.
CREATE TABLE roster_blob (
  commune BLOB NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  edition BLOB NOT NULL,
  PRIMARY KEY (commune, digest, edition),
  FOREIGN KEY (commune, edition) REFERENCES roster_edition (commune, edition)
) STRICT, WITHOUT ROWID;

-- Sealed roster blobs, by digest.
CREATE TABLE blob (
  commune BLOB NOT NULL REFERENCES commune (commune),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX blob_by_digest ON blob (commune, digest);

-- Entries that say whose word counts: certificates, revocations, decisions, as they travelled (their facts are in clear).
-- Who is locked out is judged from them and from the chains; see db/standing.rs.
CREATE TABLE act (
  commune BLOB NOT NULL REFERENCES commune (commune),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  device BLOB NOT NULL CHECK (length(device) = 16),
  branch INTEGER NOT NULL CHECK (branch >= 0),
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (commune, digest)
) STRICT, WITHOUT ROWID;

-- Devices that are locked out, judged whenever an act or a chain comes in.
--   accepted_seq: the last entry that is accepted; what comes later is kept and set aside.
CREATE TABLE locked_out (
  commune BLOB NOT NULL REFERENCES commune (commune),
  device BLOB NOT NULL CHECK (length(device) = 16),
  accepted_seq INTEGER NOT NULL CHECK (accepted_seq >= 0),
  PRIMARY KEY (commune, device)
) STRICT, WITHOUT ROWID;

-- Recovery boxes that entries published, sealed to a code on paper. A laptop that is to begin again with the code knows no
-- commune: it asks by the box's name alone, 128 bits that follow from the code, which is why one index does not begin with
-- the commune.
--   position: of the batch that published it; of several of one name the first is told first.
--   facts: of the entry, as they travelled.
CREATE TABLE recovery_box (
  commune BLOB NOT NULL REFERENCES commune (commune),
  record BLOB NOT NULL CHECK (length(record) = 16),
  position INTEGER NOT NULL,
  entry BLOB NOT NULL CHECK (length(entry) = 32),
  facts BLOB NOT NULL,
  PRIMARY KEY (commune, record, position, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_box_by_record ON recovery_box (record);

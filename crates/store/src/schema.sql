-- The file of one laptop, as it is after every migration. A test compares this text with the real schema.
--
-- Three sorts of tables. What this laptop knows of itself: setting, identity, former, centre, held_key,
-- sealing_key, clock, roster_grant.
-- The journal, the only truth about records: device, branch, entry, matter, batch, receipt, strange_item, blob.
-- Views, made from the journal and made again by `rebuild`, quarantine among them: all others. A view line's key is the row of the entry it
-- comes from. Identities, digests and keys are BLOBs; days are days since 1970-01-01; instants are milliseconds since
-- 1970-01-01 UTC; choices are the wire codes of `domain`.

-- Small things remembered; nothing of them travels.
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who this laptop is; one row once it belongs to a commune.
CREATE TABLE identity (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    commune BLOB NOT NULL,
    device BLOB NOT NULL,
    practice INTEGER NOT NULL, -- 1: synthetic people only
    views_version INTEGER NOT NULL -- which program's reading the views are; another rebuilds them
) STRICT;

-- The centre the commune reports to; at most one row.
CREATE TABLE centre (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    address TEXT NOT NULL,
    public_key BLOB NOT NULL, -- signs its receipts
    log BLOB, -- the log that was read, none before the first reply
    position INTEGER NOT NULL, -- after the last item taken in
    time_ms INTEGER NOT NULL, -- the centre's clock in its last reply
    chain_known INTEGER NOT NULL, -- 1: the centre has this laptop's certificates
    mark BLOB -- the centre's, at the end of the last page
) STRICT;

-- Identities that this laptop had before it went on under another one: after a restored backup, or where a copy of its
-- file wrote too. Nothing is written in their name any more; the key that signed for them is gone.
CREATE TABLE former (
    device BLOB NOT NULL PRIMARY KEY,
    up_to_seq INTEGER NOT NULL, -- its newest entry that lay here then
    opens BLOB NOT NULL -- its X25519 seed: what was sealed to it still opens
) STRICT, WITHOUT ROWID;

-- Keys of this laptop (1 signing, 2 box) and of the commune (3 root, 4 index).
CREATE TABLE held_key (
    name INTEGER NOT NULL,
    epoch INTEGER NOT NULL, -- always 0; the sealing keys lay here once, as 5
    bytes BLOB NOT NULL,
    PRIMARY KEY (name, epoch)
) STRICT, WITHOUT ROWID;

-- The commune's sealing keys. One epoch may have several: two leaders can change the key at the same time.
CREATE TABLE sealing_key (
    epoch INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (epoch, bytes)
) STRICT, WITHOUT ROWID;

-- Laptops whose certificate chain was verified.
CREATE TABLE device (
    device BLOB NOT NULL PRIMARY KEY,
    signing_key BLOB NOT NULL,
    chain BLOB NOT NULL -- as it travels
) STRICT, WITHOUT ROWID;

-- Runs of entries. Branch 0 is the one known first; another begins where a copied file went on writing.
CREATE TABLE branch (
    device BLOB NOT NULL REFERENCES device (device),
    branch INTEGER NOT NULL,
    parent INTEGER, -- the branch its earlier entries are on; none where it shares none
    first_seq INTEGER NOT NULL,
    PRIMARY KEY (device, branch)
) STRICT, WITHOUT ROWID;

-- Every authentic entry. The row number is the order of arrival on this laptop.
CREATE TABLE entry (
    id INTEGER NOT NULL PRIMARY KEY,
    device BLOB NOT NULL,
    branch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    digest BLOB NOT NULL, -- over its content and the digest before it
    record BLOB NOT NULL, -- zeros where the header cannot be read
    kind INTEGER NOT NULL, -- 0 where the header cannot be read
    bytes BLOB NOT NULL, -- as it travels; only the slot may be emptied
    UNIQUE (device, branch, seq),
    FOREIGN KEY (device, branch) REFERENCES branch (device, branch)
) STRICT;
CREATE INDEX entry_by_record ON entry (record);
-- Whose word counts is judged from these.
CREATE INDEX entry_of_standing ON entry (kind) WHERE kind IN (5, 7, 11, 14, 15, 16, 17, 18, 20);
-- Those of them that settle between several values are judged too.
CREATE INDEX entry_of_corrections ON entry (kind) WHERE kind = 12;

-- The newest believable stamp that came from others; at most one row. Own stamps stand in own entries.
CREATE TABLE clock (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL
) STRICT;

-- Log items of kinds that only a newer version knows; taken in after the upgrade.
CREATE TABLE strange_item (
    digest BLOB NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Entries that are authentic and yet need a person.
CREATE TABLE matter (
    entry INTEGER NOT NULL REFERENCES entry (id),
    matter INTEGER NOT NULL, -- 1 malformed, 2 newer, 3 no key, 4 far ahead, 5 fork, 7 no leader signed it
    PRIMARY KEY (entry, matter)
) STRICT, WITHOUT ROWID;

-- Entries written after their writer was revoked: kept, forwarded, not applied.
CREATE TABLE quarantine (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    refused INTEGER NOT NULL -- 1: a leader decided against it; 0: it waits
) STRICT;

-- Frozen batches, this laptop's and others'.
CREATE TABLE batch (
    id INTEGER NOT NULL PRIMARY KEY,
    device BLOB NOT NULL,
    branch INTEGER NOT NULL, -- of its last entry
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    previous BLOB NOT NULL,
    head BLOB NOT NULL,
    bytes BLOB NOT NULL, -- the same at every try
    from_log BLOB, -- the centre's log it was pulled from; none for what was written or carried here
    UNIQUE (device, branch, last_seq, first_seq),
    FOREIGN KEY (device, branch) REFERENCES branch (device, branch)
) STRICT;

-- The centre's receipts, signatures checked. Of each branch the one that reaches furthest stays.
CREATE TABLE receipt (
    device BLOB NOT NULL,
    head BLOB NOT NULL, -- the digest of the last entry it covers, which may not be here yet
    up_to_seq INTEGER NOT NULL,
    log BLOB NOT NULL,
    time_ms INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (device, head)
) STRICT, WITHOUT ROWID;

-- Sealed roster blobs that an edition good now names.
CREATE TABLE blob (
    id INTEGER NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    scope BLOB NOT NULL, -- 1 village or 2 unit, then its identity
    day INTEGER NOT NULL, -- of the newest edition that names it
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE commune (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    name TEXT NOT NULL,
    practice INTEGER NOT NULL
) STRICT;

CREATE TABLE village (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE unit (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    name TEXT NOT NULL,
    kind INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    role INTEGER NOT NULL,
    force INTEGER NOT NULL,
    name TEXT -- none where its slot cannot be read here
) STRICT;

-- Certificates that an entry published; all of them stay.
CREATE TABLE certificate (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    subject BLOB NOT NULL,
    bytes BLOB NOT NULL,
    label TEXT,
    member BLOB -- of a laptop: for whom it was let in
) STRICT;

CREATE TABLE session (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB, -- who wrote it down
    village BLOB,
    unit BLOB,
    day INTEGER NOT NULL,
    members BLOB NOT NULL, -- sixteen bytes each
    first_ticket INTEGER NOT NULL,
    place TEXT,
    closing INTEGER REFERENCES entry (id), -- the entry that closed it; of several the latest stamp's
    voided INTEGER, -- the reason, none while it counts
    flags INTEGER NOT NULL -- 1 corrected, 2 to be settled
) STRICT;
CREATE INDEX session_by_day ON session (day, wall_ms, counter);

CREATE TABLE outreach (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB,
    session BLOB,
    village BLOB,
    unit BLOB,
    day INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    heads INTEGER NOT NULL,
    topic TEXT,
    voided INTEGER,
    flags INTEGER NOT NULL
) STRICT;
CREATE INDEX outreach_by_session ON outreach (session, wall_ms, counter);

-- Records of people; those of one match key are one person.
CREATE TABLE citizen (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB,
    village BLOB,
    unit BLOB,
    match_key BLOB, -- of the number that shows
    name TEXT, -- none where the person cannot be read here
    number TEXT,
    birth TEXT, -- a day or a year
    sex INTEGER,
    phone TEXT,
    address TEXT,
    voided INTEGER,
    flags INTEGER NOT NULL
) STRICT;
CREATE INDEX citizen_by_match_key ON citizen (match_key) WHERE match_key IS NOT NULL;

CREATE TABLE assist (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB,
    session BLOB NOT NULL,
    citizen BLOB,
    service INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    difficulties TEXT NOT NULL, -- codes parted by spaces
    return_day INTEGER,
    utilities INTEGER NOT NULL, -- one bit each, the first lowest
    age INTEGER NOT NULL,
    state_before INTEGER NOT NULL,
    sms_day INTEGER,
    ticket INTEGER,
    note TEXT,
    voided INTEGER,
    flags INTEGER NOT NULL
) STRICT;
CREATE INDEX assist_by_session ON assist (session, wall_ms, counter);
CREATE INDEX assist_by_citizen ON assist (citizen, wall_ms, counter) WHERE citizen IS NOT NULL;

-- Calls made about people who are to be met again.
CREATE TABLE call (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB,
    citizen BLOB NOT NULL,
    result INTEGER NOT NULL,
    again INTEGER -- the day agreed on, if one was
) STRICT;
CREATE INDEX call_by_citizen ON call (citizen, wall_ms, counter);

-- Who is to be met again: one line per person, out of all records of that person (follow_up/keep.rs).
CREATE TABLE follow_up (
    person BLOB NOT NULL PRIMARY KEY, -- the match key; of somebody without a number the record
    citizen BLOB NOT NULL, -- the record to open, of several the newest
    assist INTEGER NOT NULL REFERENCES entry (id), -- the newest assist that counts
    village BLOB,
    reason INTEGER NOT NULL,
    due INTEGER, -- the day to meet by
    calls INTEGER NOT NULL, -- tried since that assist
    last_result INTEGER -- what came of the newest call
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_by_village ON follow_up (village, due);

-- Offices that the leader sends people to.
CREATE TABLE office (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    in_use INTEGER NOT NULL,
    name TEXT, -- none where the office cannot be read here
    address TEXT,
    tasks TEXT, -- codes parted by spaces
    hours TEXT, -- Monday to Sunday, parted by strokes
    phone TEXT,
    note TEXT
) STRICT;

-- What the leader says of difficulties; the record is the code, filled up with zeros.
CREATE TABLE difficulty (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    in_use INTEGER NOT NULL,
    label TEXT, -- none where the words cannot be read here, or are the built-in ones
    remedy TEXT, -- lines parted by line breaks
    label_en TEXT,
    remedy_en TEXT
) STRICT;

CREATE TABLE roster_edition (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    scope BLOB NOT NULL,
    day INTEGER NOT NULL,
    replaces BLOB,
    blobs BLOB NOT NULL, -- digest, people, length of each
    counts TEXT NOT NULL -- account state:people, parted by spaces
) STRICT;

-- What is to be settled: a field with different heads, or 0 where a void met a correction.
CREATE TABLE conflict (
    record BLOB NOT NULL,
    kind INTEGER NOT NULL,
    field INTEGER NOT NULL,
    PRIMARY KEY (record, kind, field)
) STRICT, WITHOUT ROWID;

-- Corrections, voids and closings whose record has not come in.
CREATE TABLE held (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id)
) STRICT;

-- Villages and units whose rosters this laptop may hold.
CREATE TABLE roster_grant (
    scope BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- People of the granted rosters, out of the blobs.
CREATE TABLE roster_person (
    id INTEGER NOT NULL PRIMARY KEY,
    blob INTEGER NOT NULL REFERENCES blob (id),
    match_key BLOB,
    name TEXT NOT NULL,
    number TEXT,
    birth TEXT,
    sex INTEGER,
    phone TEXT,
    address TEXT,
    state INTEGER NOT NULL,
    sms_day INTEGER
) STRICT;
CREATE INDEX roster_person_by_blob ON roster_person (blob);
CREATE INDEX roster_person_by_match_key ON roster_person (match_key) WHERE match_key IS NOT NULL;

-- Numbers of villages and units, given on first use; each is a letter on the search index.
CREATE TABLE search_scope (
    no INTEGER NOT NULL PRIMARY KEY,
    scope BLOB NOT NULL UNIQUE
) STRICT;

-- Folded words of people (index.rs). The rowid is twice the row of a citizen, or twice that of a roster line and one
-- more. Beginnings of up to six
-- letters, nearly every syllable, are read without merging their words. Merging of what saves write is left to `tidy`:
-- automerge 0, crisismerge 500 (the index can hold 2,000 pieces).
CREATE VIRTUAL TABLE search USING fts5 (
    words, content='', contentless_delete=1, detail='none', prefix='1 2 3 4 5 6', tokenize='ascii'
);

-- Version 1. The commented truth is src/schema.sql; a test compares the two.

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE identity (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    commune BLOB NOT NULL,
    device BLOB NOT NULL,
    practice INTEGER NOT NULL,
    views_version INTEGER NOT NULL
) STRICT;

CREATE TABLE centre (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    address TEXT NOT NULL,
    public_key BLOB NOT NULL,
    log BLOB,
    position INTEGER NOT NULL,
    time_ms INTEGER NOT NULL,
    chain_known INTEGER NOT NULL
) STRICT;

CREATE TABLE held_key (
    name INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (name, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    device BLOB NOT NULL PRIMARY KEY,
    signing_key BLOB NOT NULL,
    chain BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE branch (
    device BLOB NOT NULL REFERENCES device (device),
    branch INTEGER NOT NULL,
    parent INTEGER,
    first_seq INTEGER NOT NULL,
    PRIMARY KEY (device, branch)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id INTEGER NOT NULL PRIMARY KEY,
    device BLOB NOT NULL,
    branch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    digest BLOB NOT NULL,
    record BLOB NOT NULL,
    kind INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (device, branch, seq),
    FOREIGN KEY (device, branch) REFERENCES branch (device, branch)
) STRICT;
CREATE INDEX entry_by_record ON entry (record);

CREATE TABLE clock (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL
) STRICT;

CREATE TABLE strange_item (
    digest BLOB NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE matter (
    entry INTEGER NOT NULL REFERENCES entry (id),
    matter INTEGER NOT NULL,
    PRIMARY KEY (entry, matter)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    id INTEGER NOT NULL PRIMARY KEY,
    device BLOB NOT NULL,
    branch INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    previous BLOB NOT NULL,
    head BLOB NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (device, branch, last_seq, first_seq),
    FOREIGN KEY (device, branch) REFERENCES branch (device, branch)
) STRICT;

CREATE TABLE receipt (
    device BLOB NOT NULL,
    head BLOB NOT NULL,
    up_to_seq INTEGER NOT NULL,
    log BLOB NOT NULL,
    time_ms INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (device, head)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
    id INTEGER NOT NULL PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    scope BLOB NOT NULL,
    day INTEGER NOT NULL,
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
    name TEXT
) STRICT;

CREATE TABLE certificate (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    subject BLOB NOT NULL,
    bytes BLOB NOT NULL,
    label TEXT
) STRICT;

CREATE TABLE session (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB,
    village BLOB,
    unit BLOB,
    day INTEGER NOT NULL,
    members BLOB NOT NULL,
    first_ticket INTEGER NOT NULL,
    place TEXT,
    closing INTEGER REFERENCES entry (id),
    voided INTEGER,
    flags INTEGER NOT NULL
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

CREATE TABLE citizen (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    member BLOB,
    village BLOB,
    unit BLOB,
    match_key BLOB,
    name TEXT,
    number TEXT,
    birth TEXT,
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
    difficulties TEXT NOT NULL,
    return_day INTEGER,
    utilities INTEGER NOT NULL,
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

CREATE TABLE roster_edition (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    record BLOB NOT NULL,
    wall_ms INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    scope BLOB NOT NULL,
    day INTEGER NOT NULL,
    replaces BLOB,
    blobs BLOB NOT NULL,
    counts TEXT NOT NULL
) STRICT;

CREATE TABLE conflict (
    record BLOB NOT NULL,
    kind INTEGER NOT NULL,
    field INTEGER NOT NULL,
    PRIMARY KEY (record, kind, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE held (
    entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id)
) STRICT;

CREATE TABLE roster_grant (
    scope BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

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

CREATE TABLE search_scope (
    no INTEGER NOT NULL PRIMARY KEY,
    scope BLOB NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    words, content='', contentless_delete=1, detail='none', prefix='1 2 3 4 5 6', tokenize='ascii'
);
INSERT INTO search (search, rank) VALUES ('automerge', 0);
INSERT INTO search (search, rank) VALUES ('crisismerge', 1999);

-- Corrections that settle between several values are a leader's acts, and found by this.
CREATE INDEX entry_of_corrections ON entry (kind) WHERE kind = 12;

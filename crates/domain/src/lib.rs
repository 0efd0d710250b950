//! The field's rules: pure values, records, edits, eligibility and triage.

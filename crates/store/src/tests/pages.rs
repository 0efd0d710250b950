//! What a save costs, counted: commits and pages, not milliseconds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::world::*;

/// Bytes of one page in the write-ahead log, with its header.
const FRAME_BYTES: u64 = 4096 + 24;
/// The goal for one assist.
const PAGES_MAX: u64 = 24;

fn log_bytes(desk: &Laptop) -> u64 {
    let mut path = desk.path.clone().into_os_string();
    path.push("-wal");
    std::fs::metadata(path).map_or(0, |meta| meta.len())
}

fn warmed() -> Laptop {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
    for first in (0..3_000).step_by(500) {
        let edits: Vec<_> =
            (first..first + 500).flat_map(|n| [citizen(n, "Nguyễn Văn An", Some(n), 1), assist(n, 1, n)]).collect();
        desk.commit(&edits);
    }
    desk.store.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    desk
}

fn median(mut counts: Vec<u64>) -> u64 {
    counts.sort_unstable();
    counts[counts.len() / 2]
}

fn pages_of(desk: &mut Laptop, edits: &[domain::edit::Edit]) -> u64 {
    let before = log_bytes(desk);
    desk.commit(edits);
    (log_bytes(desk) - before) / FRAME_BYTES
}

#[test]
fn one_assist_is_one_commit_and_few_pages() {
    let mut desk = warmed();
    let commits = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&commits);
    let hook = move || {
        counted.fetch_add(1, Ordering::SeqCst);
        false
    };
    desk.store.db.commit_hook(Some(hook)).unwrap();
    let known: Vec<u64> = (5_000..5_020).map(|n| pages_of(&mut desk, &[assist(n, 1, 1)])).collect();
    assert_eq!(commits.swap(0, Ordering::SeqCst), 20, "one commit each");
    let new: Vec<u64> = (6_000..6_060)
        .map(|n| pages_of(&mut desk, &[citizen(n, "Trần Thị Hạnh", Some(n), 1), assist(n, 1, n)]))
        .collect();
    assert_eq!(commits.swap(0, Ordering::SeqCst), 60, "citizen and assist together");
    println!("pages: {} for a known person, {} for a new one", median(known.clone()), median(new.clone()));
    assert!(median(known.clone()) <= 12, "{known:?}");
    assert!(median(new.clone()) <= PAGES_MAX, "{new:?}");
}

#[test]
fn what_runs_often_reads_no_whole_table() {
    let desk = warmed();
    let check = |sql: &str| {
        let mut statement = desk.store.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let plan: Vec<String> = statement.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        let whole = |line: &String| line.starts_with("SCAN ") && !line.contains("USING") && !line.contains("VIRTUAL");
        assert!(!plan.iter().any(whole), "{sql}: {plan:?}");
        plan.join("; ")
    };
    check("SELECT id, device, seq, digest, bytes FROM entry WHERE record = x'00' AND id < 9 ORDER BY id");
    check("SELECT seq, digest FROM entry WHERE device = x'00' AND branch = 0 ORDER BY seq DESC LIMIT 1");
    check("SELECT digest FROM entry WHERE device = x'00' AND branch = 0 AND seq = 1");
    check(
        "SELECT * FROM assist JOIN entry ON entry.id = assist.entry WHERE assist.citizen = x'00' ORDER BY wall_ms DESC",
    );
    check("SELECT * FROM citizen JOIN entry ON entry.id = citizen.entry WHERE citizen.match_key = x'00'");
    check("SELECT * FROM citizen JOIN entry ON entry.id = citizen.entry WHERE entry.record = x'00'");
    check(
        "SELECT * FROM roster_person JOIN blob ON blob.id = roster_person.blob WHERE roster_person.match_key = x'00'",
    );
    check("SELECT * FROM batch WHERE device = x'00' AND branch = 0 AND last_seq > 9 ORDER BY last_seq LIMIT 9");
    let evening = check(
        "SELECT * FROM assist JOIN entry ON entry.id = assist.entry WHERE assist.session = x'00'
         ORDER BY assist.wall_ms DESC, assist.counter DESC, entry.device DESC, entry.digest DESC LIMIT 50",
    );
    assert!(evening.contains("assist_by_session"), "{evening}");
    let sessions = check("SELECT * FROM session ORDER BY day DESC, wall_ms DESC, counter DESC LIMIT 20");
    assert!(sessions.contains("session_by_day"), "{sessions}");
    let search = check(
        "SELECT * FROM search
         LEFT JOIN citizen ON search.rowid & 1 = 0 AND citizen.entry = search.rowid >> 1
         LEFT JOIN roster_person ON search.rowid & 1 = 1 AND roster_person.id = search.rowid >> 1
         WHERE search MATCH '\"ng\" *'",
    );
    assert!(search.contains("SEARCH roster_person USING INTEGER PRIMARY KEY"), "{search}");
    let uses = check(
        "SELECT * FROM session CROSS JOIN assist ON assist.session = session.record
         WHERE session.day BETWEEN 1 AND 9 AND assist.voided IS NULL AND assist.difficulties <> ''",
    );
    assert!(uses.contains("session_by_day") && uses.contains("assist_by_session"), "{uses}");
    let village = check("SELECT * FROM follow_up WHERE village = x'00' ORDER BY due IS NULL, due, person LIMIT 9");
    assert!(village.contains("follow_up_by_village"), "{village}");
    let calls = check("SELECT * FROM call WHERE citizen = x'00' AND (wall_ms, counter) > (1, 1)");
    assert!(calls.contains("call_by_citizen"), "{calls}");
    let last = check(
        "SELECT * FROM citizen CROSS JOIN assist ON assist.citizen = citizen.record
         WHERE citizen.match_key = x'00' AND assist.voided IS NULL",
    );
    assert!(last.contains("assist_by_citizen"), "{last}");
}

#[test]
fn a_laptop_that_never_tidies_again_goes_on_saving() {
    /// Pieces that FTS5 can hold; one more and it says that the disk is full.
    const PIECES_MAX: u16 = 2_000;
    let mut desk = warmed();
    while desk.store.tidy(1_000).unwrap() {}
    for n in 10_000..10_000 + PIECES_MAX + 20 {
        desk.commit(&[citizen(n, "Trần Thị Hạnh", Some(n), 1)]);
    }
    assert!(!desk.store.search("hanh", None).unwrap().hits.is_empty());
}

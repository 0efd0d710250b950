//! `domain` and `journal` are pure: time, identity and randomness are arguments, order is visible.

use super::{Finding, Source, has_word};

const PURE_CRATES: &[&str] = &["crates/domain/", "crates/journal/"];
const PURE_SOURCES: &[&str] = &["crates/domain/src/", "crates/journal/src/"];

/// Banned in tests of the pure crates too: a test that asks a clock fails on another day.
const NEVER: &[(&str, &str)] = &[
    ("SystemTime", "time is an argument"),
    ("Instant", "time is an argument"),
    ("Utc::now", "time is an argument"),
    ("Local::now", "time is an argument"),
    ("now_v7", "identity is an argument"),
    ("new_v4", "identity is an argument"),
    ("getrandom", "randomness is an argument"),
    ("OsRng", "randomness is an argument"),
    ("HashMap", "its order differs from run to run; take BTreeMap"),
    ("HashSet", "its order differs from run to run; take BTreeSet"),
];

/// Banned outside tests, which may read test vectors.
const NOT_IN_SOURCES: &[(&str, &str)] = &[
    ("std::fs", "bytes in, bytes out"),
    ("std::net", "bytes in, bytes out"),
    ("std::env", "what is configured is an argument"),
    ("std::process", "a pure crate starts nothing"),
    ("std::thread", "a pure crate starts nothing"),
];

/// Lines of the pure crates that reach for the world outside.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    if !source.has_extension(&["rs"]) || !source.is_in(PURE_CRATES) {
        return Vec::new();
    }
    let mut bans = NEVER.to_vec();
    if source.is_in(PURE_SOURCES) {
        bans.extend(NOT_IN_SOURCES);
    }
    let lines = source.code_lines().filter_map(|(line, text)| {
        let (word, reason) = bans.iter().find(|(word, _)| has_word(text, word))?;
        Some(source.finding(line, format!("`{word}` in a pure crate: {reason}")))
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[test]
    fn each_ban_is_found_in_a_pure_crate() {
        for (word, _) in NEVER.iter().chain(NOT_IN_SOURCES) {
            let text = format!("//! About.\nlet it = {word}::some();\n");
            let found = lines(findings, "crates/journal/src/entry.rs", &text);
            assert_eq!(found, [2], "{word}");
        }
    }

    #[test]
    fn other_crates_may_ask_the_clock() {
        let text = "let now = Utc::now();\n";
        assert!(lines(findings, "crates/app/src/lib.rs", text).is_empty());
        assert_eq!(lines(findings, "crates/domain/src/lib.rs", text), [1]);
    }

    #[test]
    fn tests_of_a_pure_crate_may_read_files_and_no_clock() {
        let text = "let bytes = std::fs::read(path);\nlet now = Utc::now();\n";
        assert_eq!(lines(findings, "crates/journal/tests/vectors.rs", text), [2]);
    }

    #[test]
    fn a_longer_word_is_another_word() {
        let text = "let instantaneous = MyHashMapLike::new(); // HashMapper\n";
        assert!(lines(findings, "crates/domain/src/lib.rs", text).is_empty());
    }
}

//! Nothing half done is committed: no test switched off or singled out, no note to do it later.

use super::{Finding, Source, has_word};

/// Tests that others would believe to run.
const SWITCHED_OFF: &[(&str, &[&str])] = &[
    ("#[ignore", &["rs"]),
    (".only(", &["ts", "js", "mjs", "svelte"]),
    ("it.skip(", &["ts", "js", "mjs"]),
    ("test.skip(", &["ts", "js", "mjs"]),
    ("describe.skip(", &["ts", "js", "mjs"]),
];

const NOTES: &[&str] = &["TODO", "FIXME"];

/// Hashes in lock files may spell anything.
const LOCK_FILES: &[&str] = &["Cargo.lock", "ui/package-lock.json"];

/// Lines that put something off.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    if source.is_own() || LOCK_FILES.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let lines = source.lines().filter_map(|(line, text)| Some(source.finding(line, message(source, text)?)));
    lines.collect()
}

fn message(source: &Source, text: &str) -> Option<String> {
    let off = |(token, extensions): &&(&str, &[&str])| source.has_extension(extensions) && text.contains(token);
    if let Some((token, _)) = SWITCHED_OFF.iter().find(off) {
        return Some(format!("`{token}`: a test runs, always, or goes"));
    }
    let note = NOTES.iter().find(|word| has_word(text, word))?;
    Some(format!("`{note}`: do it, or leave it out"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[test]
    fn a_test_that_does_not_run_is_found() {
        let check = |path: &str, text: &str| {
            assert_eq!(lines(findings, path, text), [1], "{path}: {text}");
        };
        check("crates/app/src/lib.rs", "#[ignore = \"slow\"]\n");
        check("crates/app/src/lib.rs", "    #[ignore]\n");
        check("ui/src/desk.test.ts", "it.only(\"saves\", () => {});\n");
        check("ui/src/desk.test.ts", "describe.skip(\"desk\", () => {});\n");
    }

    #[test]
    fn a_note_to_do_it_later_is_found_in_any_text() {
        assert_eq!(lines(findings, "a.rs", "//! A.\n// TODO: later\n"), [2]);
        assert_eq!(lines(findings, "README.md", "FIXME\n"), [1]);
        assert!(lines(findings, "a.rs", "let mastodons = \"MASTODON\";\n").is_empty());
        assert!(lines(findings, "Cargo.lock", "checksum = \"+TODO/\"\n").is_empty());
    }
}

//! The repository speaks of itself alone: no path of somebody's machine, no package source but the
//! public ones that everybody reaches.

use super::{Finding, Source};

/// Folders of a particular machine.
const FOREIGN_PATHS: &[&str] = &["/work/", "/root/", "/home/", "/Users/", "C:\\Users\\"];

/// Made-up people of tests and of the gallery have made-up homes.
const MADE_UP_HOMES: &[&str] = &["/home/", "/Users/"];
const MADE_UP_IN: &[&str] = &["ui/src/gallery/"];
const MADE_UP_END: &str = ".test.ts";

/// Words of package sources and their keys; the lock files have their own rule.
const FOREIGN_SOURCES: &[&str] = &[
    "registry.npm",
    "crates.io-index",
    "index.crates.io",
    "static.crates.io",
    "artifactory",
    "_authToken",
    "replace-with",
];

/// The beginnings that lines of a lock file may have: file, field, standard value.
const LOCKS: &[(&str, &str, &str)] = &[
    ("Cargo.lock", "source = \"", "registry+https://github.com/rust-lang/crates.io-index\""),
    ("ui/package-lock.json", "\"resolved\": \"", "https://registry.npmjs.org/"),
];

/// Lines that name a machine or a package source that is nobody else's.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    if source.is_own() {
        return Vec::new();
    }
    let lock = LOCKS.iter().find(|(path, ..)| *path == source.path);
    let lines = source.lines().filter_map(|(line, text)| {
        let message = match lock {
            Some((_, field, standard)) => in_lock(text, field, standard),
            None => in_text(source, text),
        };
        Some(source.finding(line, message?))
    });
    lines.collect()
}

fn in_lock(text: &str, field: &str, standard: &str) -> Option<String> {
    let value = text.trim_start().strip_prefix(field)?;
    let is_foreign = !value.starts_with(standard);
    is_foreign.then(|| "a package from somewhere else than the public source".to_owned())
}

fn in_text(source: &Source, text: &str) -> Option<String> {
    let has_made_up = source.is_in(MADE_UP_IN) || source.path.ends_with(MADE_UP_END);
    let is_made_up = |path: &&str| has_made_up && MADE_UP_HOMES.contains(path);
    let foreign = FOREIGN_PATHS.iter().find(|path| begins_a_path(text, path) && !is_made_up(path));
    if let Some(path) = foreign {
        return Some(format!("`{path}` is a path of one machine"));
    }
    let word = FOREIGN_SOURCES.iter().find(|word| text.contains(**word))?;
    Some(format!("`{word}` names a package source"))
}

/// `/home/` begins a path in `"/home/an"`, and does not in `example.org/home/`.
fn begins_a_path(text: &str, path: &str) -> bool {
    let continues = |letter: char| letter.is_alphanumeric() || "._-/~}".contains(letter);
    text.match_indices(path).any(|(at, _)| {
        let before = text.get(..at).and_then(|part| part.chars().next_back());
        !before.is_some_and(continues)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_found() {
        let check = |text: &str| assert_eq!(lines(findings, "a.toml", text), [1], "{text}");
        check("path = \"/home/an/clone\"\n");
        check("see /root/.cargo\n");
        check("/work/main\n");
        check("C:\\Users\\an\n");
        check("file:(/Users/an/clone)\n");
    }

    #[test]
    fn addresses_and_relative_paths_are_not_paths_of_one_machine() {
        let text = "https://example.org/home/page\nlib/work/it\n~/work/\n${HOME}/work/\n";
        assert!(lines(findings, "README.md", text).is_empty());
    }

    #[test]
    fn made_up_people_may_have_homes() {
        let text = "folder: \"/home/an/documents\"\n";
        assert!(lines(findings, "ui/src/lib/shared/files.test.ts", text).is_empty());
        assert!(lines(findings, "ui/src/gallery/start.ts", text).is_empty());
        assert_eq!(lines(findings, "ui/src/lib/shared/files.ts", text), [1]);
        assert_eq!(lines(findings, "ui/src/gallery/start.ts", "\"/root/it\"\n"), [1]);
    }

    #[test]
    fn a_package_source_of_ones_own_is_found() {
        let text = "[source.crates-io]\nreplace-with = \"mirror\"\n";
        assert_eq!(lines(findings, ".cargo/config.toml", text), [2]);
        let text = "//example.org/:_authToken=secret\n";
        assert_eq!(lines(findings, "ui/.npmrc", text), [1]);
    }

    #[test]
    fn lock_files_name_the_public_sources_only() {
        let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        assert!(lines(findings, "Cargo.lock", public).is_empty());
        let other = "source = \"registry+https://mirror.example.org/index\"\n";
        assert_eq!(lines(findings, "Cargo.lock", other), [1]);
        let git = "source = \"git+https://example.org/fork\"\n";
        assert_eq!(lines(findings, "Cargo.lock", git), [1]);
        let public = "      \"resolved\": \"https://registry.npmjs.org/vite/-/vite-8.tgz\",\n";
        assert!(lines(findings, "ui/package-lock.json", public).is_empty());
        let other = "      \"resolved\": \"http://10.0.0.1/vite/-/vite-8.tgz\",\n";
        assert_eq!(lines(findings, "ui/package-lock.json", other), [1]);
    }
}

//! Our own rules about the sources, kept by a test: who may depend on whom, what is named where,
//! how long a file may be. Each rule is pure, from a file's path and text to its findings.
//! Rules that rustfmt, clippy, eslint or cargo-deny know are never repeated here.

mod arrows;
mod endings;
mod foreign;
mod lengths;
mod openings;
mod places;
mod purity;
mod unfinished;

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::say;
use crate::workspace::Workspace;

/// The rules name what they ban, so they are not held against this folder.
const OWN_FOLDER: &str = "xtask/src/tidy/";

/// A text file of the repository.
#[derive(Debug)]
struct Source {
    /// From the root, with `/` between its parts.
    path: String,
    text: String,
}

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    /// Counted from 1; 0 where the file as a whole is meant.
    line: usize,
    message: String,
}

type Rule = fn(&Source) -> Vec<Finding>;

const RULES: &[Rule] = &[
    endings::findings,
    foreign::findings,
    lengths::findings,
    openings::findings,
    places::findings,
    purity::findings,
    unfinished::findings,
];

/// Holds every rule against the workspace and prints what breaks one.
///
/// # Errors
/// When something does, or git cannot list the files.
pub fn check(workspace: &Workspace) -> Result<()> {
    let findings = all(workspace)?;
    for finding in &findings {
        say::result(finding);
    }
    match findings.len() {
        0 => Ok(()),
        1 => bail!("1 place breaks a rule"),
        many => bail!("{many} places break a rule"),
    }
}

fn all(workspace: &Workspace) -> Result<Vec<Finding>> {
    let sources = sources(workspace)?;
    let mut findings = arrows::findings(&workspace.packages);
    findings.extend(endings::attribute_findings(workspace, &sources)?);
    for source in &sources {
        findings.extend(RULES.iter().flat_map(|rule| rule(source)));
    }
    Ok(findings)
}

/// Every text file that is committed or about to be.
fn sources(workspace: &Workspace) -> Result<Vec<Source>> {
    let mut list = Command::new("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let paths = process::read(list.current_dir(&workspace.root))?;
    let paths = paths.split('\0').filter(|path| !path.is_empty());
    let sources = paths.map(|path| Source::read(workspace, path));
    sources.filter_map(Result::transpose).collect()
}

impl Source {
    /// `None` for what is no text, or was deleted and not yet committed so.
    fn read(workspace: &Workspace, path: &str) -> Result<Option<Self>> {
        let bytes = match fs::read(workspace.path(path)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("could not read {path}")),
        };
        let path = path.to_owned();
        Ok(String::from_utf8(bytes).ok().map(|text| Self { path, text }))
    }

    fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = self.path.rsplit_once('.').map_or("", |(_, after)| after);
        extensions.contains(&extension)
    }

    fn is_in(&self, prefixes: &[&str]) -> bool {
        prefixes.iter().any(|prefix| self.path.starts_with(prefix))
    }

    fn is_own(&self) -> bool {
        self.is_in(&[OWN_FOLDER])
    }

    /// Lines with their numbers.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// Lines that are not wholly a comment; what stands behind code is kept.
    fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn finding(&self, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// Whether `text` holds `word` with nothing of a word before and after it.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|part| part.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|part| part.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a rule says about one file, as `line: message`.
    pub(super) fn said(rule: Rule, path: &str, text: &str) -> Vec<String> {
        let source = Source { path: path.into(), text: text.into() };
        let findings = rule(&source).into_iter();
        findings.map(|one| format!("{}: {}", one.line, one.message)).collect()
    }

    /// The lines of one file that break a rule.
    pub(super) fn lines(rule: Rule, path: &str, text: &str) -> Vec<usize> {
        let source = Source { path: path.into(), text: text.into() };
        rule(&source).into_iter().map(|one| one.line).collect()
    }

    #[test]
    fn this_repository_keeps_its_rules() {
        let workspace = Workspace::load().unwrap();
        let findings = all(&workspace).unwrap();
        let findings: Vec<_> = findings.iter().map(Finding::to_string).collect();
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    }

    #[test]
    fn the_list_of_files_holds_this_one() {
        let workspace = Workspace::load().unwrap();
        let sources = sources(&workspace).unwrap();
        assert!(sources.iter().any(|one| one.path == "xtask/src/tidy/mod.rs"));
    }

    #[test]
    fn a_word_is_found_only_where_it_stands_alone() {
        assert!(has_word("// STOP: here", "STOP"));
        assert!(has_word("STOP", "STOP"));
        assert!(!has_word("NONSTOP", "STOP"));
        assert!(!has_word("STOP_MAX", "STOP"));
        assert!(has_word("NONSTOP STOP", "STOP"));
    }
}

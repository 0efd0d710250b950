//! SQL files keep their bytes on every system: migrations are known by the hash of theirs.

use std::process::Command;

use anyhow::Result;

use super::{Finding, Source};
use crate::process;
use crate::workspace::Workspace;

/// An SQL file that holds a carriage return.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    if !source.has_extension(&["sql"]) {
        return Vec::new();
    }
    let line = source.text.split('\n').position(|line| line.ends_with('\r'));
    let finding = |index| source.finding(index + 1, "an SQL line ends with a line feed alone");
    line.map(finding).into_iter().collect()
}

/// SQL files whose line endings git would change on some system.
///
/// # Errors
/// When git cannot be asked.
pub(super) fn attribute_findings(workspace: &Workspace, sources: &[Source]) -> Result<Vec<Finding>> {
    let is_sql = |source: &&Source| source.has_extension(&["sql"]);
    let sql: Vec<&Source> = sources.iter().filter(is_sql).collect();
    if sql.is_empty() {
        return Ok(Vec::new());
    }
    let mut ask = Command::new("git");
    ask.args(["check-attr", "eol", "--"]);
    ask.args(sql.iter().map(|source| &source.path));
    let answer = process::read(ask.current_dir(&workspace.root))?;
    Ok(unprotected(&sql, &answer))
}

/// Reads lines `path: eol: lf`.
fn unprotected(sql: &[&Source], answer: &str) -> Vec<Finding> {
    let is_protected = |source: &Source| {
        let wanted = format!("{}: eol: lf", source.path);
        answer.lines().any(|line| line == wanted)
    };
    let message = "an SQL file needs `eol=lf` in .gitattributes";
    let without = sql.iter().filter(|source| !is_protected(source));
    without.map(|source| source.finding(0, message)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[test]
    fn a_carriage_return_in_sql_is_found() {
        let path = "crates/store/migrations/V1__begin.sql";
        assert_eq!(lines(findings, path, "one\ntwo\r\n"), [2]);
        assert!(lines(findings, path, "one\ntwo\n").is_empty());
        assert!(lines(findings, "notes.txt", "one\r\n").is_empty());
    }

    #[test]
    fn an_sql_file_that_git_may_change_is_found() {
        let source = |path: &str| Source { path: path.into(), text: String::new() };
        let (kept, open) = (source("a.sql"), source("b.sql"));
        let answer = "a.sql: eol: lf\nb.sql: eol: unspecified\n";
        let found = unprotected(&[&kept, &open], answer);
        let found: Vec<_> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(found, ["b.sql"]);
    }
}

//! How long a file may be. What is longer has become two things.

use super::{Finding, Source};

const SOURCE_LINES_MAX: usize = 500;
const COMPONENT_LINES_MAX: usize = 200;

/// Files that earn more lines: path, most lines, why.
const EXCEPTIONS: &[(&str, usize, &str)] = &[];

/// Generated, so nobody reads it from top to bottom.
const GENERATED_END: &str = ".gen.ts";

/// A file that is too long.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let lines = source.text.lines().count();
    match most(source) {
        Some(most) if lines > most => vec![source.finding(0, message(lines, most))],
        Some(_) | None => Vec::new(),
    }
}

fn message(lines: usize, most: usize) -> String {
    format!("{lines} lines, at most {most}: split it, or list it with a reason in tidy")
}

fn most(source: &Source) -> Option<usize> {
    if source.path.ends_with(GENERATED_END) {
        return None;
    }
    let exception = EXCEPTIONS.iter().find(|(path, ..)| *path == source.path);
    if let Some((_, most, _)) = exception {
        return Some(*most);
    }
    if source.has_extension(&["svelte"]) {
        return Some(COMPONENT_LINES_MAX);
    }
    let is_source = source.has_extension(&["rs", "ts", "js", "mjs"]);
    is_source.then_some(SOURCE_LINES_MAX)
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;

    #[test]
    fn a_file_may_have_so_many_lines_and_not_one_more() {
        let check = |path: &str, lines: usize, is_too_long: bool| {
            let said = said(findings, path, &"x\n".repeat(lines));
            assert_eq!(!said.is_empty(), is_too_long, "{path}, {lines}: {said:?}");
        };
        check("crates/app/src/lib.rs", 500, false);
        check("crates/app/src/lib.rs", 501, true);
        check("ui/src/lib/shared/format.ts", 501, true);
        check("ui/src/routes/Desk.svelte", 200, false);
        check("ui/src/routes/Desk.svelte", 201, true);
        check("ui/src/lib/shared/desk.svelte.ts", 201, false);
        check("ui/src/lib/api/bindings.gen.ts", 2000, false);
        check("assets/data.json", 9000, false);
    }
}

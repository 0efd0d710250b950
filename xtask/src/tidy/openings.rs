//! Every Rust file opens by saying what is in it and what never is.

use super::{Finding, Source};

/// A Rust file whose first line is no `//!` comment.
pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let opens = source.text.trim_start_matches('\u{feff}').starts_with("//!");
    if opens || !source.has_extension(&["rs"]) {
        return Vec::new();
    }
    let message = "a Rust file opens with `//!`: what is here, what is never here";
    vec![source.finding(1, message)]
}

#[cfg(test)]
mod tests {
    use super::super::tests::lines;
    use super::*;

    #[test]
    fn a_file_that_does_not_introduce_itself_is_found() {
        assert_eq!(lines(findings, "crates/app/src/lib.rs", "use x;\n"), [1]);
        assert_eq!(lines(findings, "crates/app/src/lib.rs", ""), [1]);
        assert_eq!(lines(findings, "a.rs", "// Not for the file.\n"), [1]);
        assert!(lines(findings, "a.rs", "//! The file.\nuse x;\n").is_empty());
        assert!(lines(findings, "a.ts", "import x;\n").is_empty());
    }
}

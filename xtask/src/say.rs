//! The one place where xtask speaks: what it is doing goes to stderr, what it found to stdout.

use std::fmt::Display;

/// Tells the person at the terminal what happens next or what was noticed.
#[expect(clippy::print_stderr, reason = "the one place that speaks to a terminal")]
pub fn doing(text: impl Display) {
    eprintln!("xtask: {text}");
}

/// Prints a result: a summary, a table, the findings of tidy.
#[expect(clippy::print_stdout, reason = "the one place that speaks to a terminal")]
pub fn result(text: impl Display) {
    println!("{text}");
}

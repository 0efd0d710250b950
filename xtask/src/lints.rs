//! Checks by tools that are not ours: rustfmt, clippy, cargo-deny, cargo-machete.

use anyhow::Result;

use crate::install;
use crate::needs;
use crate::process;
use crate::report::Report;
use crate::say;
use crate::tidy;
use crate::toolchain::{CARGO_DENY, CARGO_MACHETE};
use crate::ui;
use crate::workspace::Workspace;

/// `cargo xtask check`: what is quick to say about the sources, without running any of them.
///
/// # Errors
/// Names what found something.
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut report = Report::default();
    report.step("system packages", || install::ensure(&[needs::BUILD, needs::WINDOW, needs::RULES]));
    report.step("formatting", formatting);
    report.step("tidy", || tidy::check(workspace));
    let has_ui = report.step("UI packages", || ui::install(workspace));
    if has_ui {
        report.step("UI check", || ui::check(workspace));
        // The window's crate embeds the built UI and does not compile without it.
        report.step("UI build", || ui::build_if_missing(workspace));
    }
    report.step("clippy", clippy);
    say::result(&report);
    report.verdict()
}

/// Everything is formatted as rustfmt does by default.
///
/// # Errors
/// When a file is not; the difference is shown.
pub fn formatting() -> Result<()> {
    process::show(&mut process::cargo(&["fmt", "--all", "--check"]))
}

/// No warning of rustc or clippy in any target of the workspace.
///
/// # Errors
/// When there is one.
pub fn clippy() -> Result<()> {
    let mut clippy = process::cargo(&["clippy", "--workspace", "--all-targets"]);
    clippy.args(["--", "--deny", "warnings"]);
    process::run(&mut clippy)
}

/// Every dependency that a Cargo.toml names is used.
///
/// # Errors
/// When one is not, or cargo-machete cannot be installed.
pub fn unused_dependencies() -> Result<()> {
    CARGO_MACHETE.ensure()?;
    process::run(&mut CARGO_MACHETE.command(&[]))
}

/// Licences, banned crates and sources are as deny.toml wants them.
///
/// # Errors
/// When one is not, or cargo-deny cannot be installed.
pub fn deny() -> Result<()> {
    CARGO_DENY.ensure()?;
    // Security advisories need the network and change without us; deny.toml says more.
    let what = ["--locked", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"];
    process::run(&mut CARGO_DENY.command(&what))
}

//! The tools that xtask expects to find (Rust, Node) and those it installs through cargo.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::say;
use crate::version::Version;

struct Tool {
    program: &'static str,
    least: Version,
    advice: &'static str,
}

const RUSTC: Tool = Tool {
    program: "rustc",
    least: Version::new(1, 95, 0),
    advice: "bring it up to date with `rustup update stable`, or install it from https://rustup.rs",
};

/// The UI's build tool asks for 20.19; Debian 12 and Ubuntu 24.04 still ship 18.
const NODE: Tool = Tool {
    program: "node",
    least: Version::new(20, 19, 0),
    advice: "install Node.js 20 LTS or newer, with npm, from https://nodejs.org",
};

const NPM: Tool =
    Tool { program: "npm", least: Version::new(10, 0, 0), advice: "it comes with Node.js: https://nodejs.org" };

/// A cargo subcommand that is installed when missing.
pub struct CargoTool {
    crate_name: &'static str,
    subcommand: &'static str,
    version: Version,
}

/// Licences, banned crates and sources of everything that is linked in.
pub const CARGO_DENY: CargoTool =
    CargoTool { crate_name: "cargo-deny", subcommand: "deny", version: Version::new(0, 20, 2) };

/// Dependencies that a Cargo.toml names and no source uses.
pub const CARGO_MACHETE: CargoTool =
    CargoTool { crate_name: "cargo-machete", subcommand: "machete", version: Version::new(0, 9, 2) };

/// Checks that Rust is new enough.
///
/// # Errors
/// With a sentence that says what to install.
pub fn check_rust() -> Result<()> {
    RUSTC.check()
}

/// Checks that Node and npm are there and new enough.
///
/// # Errors
/// With a sentence that says what to install.
pub fn check_node() -> Result<()> {
    NODE.check()?;
    NPM.check()
}

impl Tool {
    fn check(&self) -> Result<()> {
        let Self { program, least, advice } = self;
        let answer = process::read(Command::new(program).arg("--version"))
            .with_context(|| format!("{program} {least} or newer is needed: {advice}"))?;
        let found =
            Version::find(&answer).with_context(|| format!("could not read a version in `{}`", answer.trim()))?;
        if found < *least {
            bail!("{program} {least} or newer is needed, {found} is installed: {advice}");
        }
        Ok(())
    }
}

impl CargoTool {
    /// Installs the tool unless it is there in this version or a newer one.
    ///
    /// # Errors
    /// When `cargo install` fails.
    pub fn ensure(&self) -> Result<()> {
        if self.installed().is_some_and(|found| found >= self.version) {
            return Ok(());
        }
        say::doing(format_args!(
            "installing {} {} with cargo (once for this machine, some minutes)",
            self.crate_name, self.version
        ));
        process::run(&mut self.install())
    }

    /// The tool's command line: `cargo deny …`.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = process::cargo(&[self.subcommand]);
        command.args(args);
        command
    }

    fn installed(&self) -> Option<Version> {
        let answer = process::read(&mut self.command(&["--version"])).ok()?;
        Version::find(&answer)
    }

    fn install(&self) -> Command {
        let version = self.version.to_string();
        let mut install = process::cargo(&["install", "--locked", self.crate_name]);
        install.args(["--version", &version]);
        // The tool's own build is thrown away; it must not grow the workspace's target folder.
        install.env_remove("CARGO_TARGET_DIR");
        install
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_that_is_too_old_stops_with_what_to_do() {
        let tool = Tool { program: "rustc", least: Version::new(999, 0, 0), advice: "bring it up to date" };
        let error = tool.check().unwrap_err().to_string();
        assert!(error.starts_with("rustc 999.0.0 or newer is needed, "), "{error}");
        assert!(error.ends_with("bring it up to date"), "{error}");
    }

    #[test]
    fn a_tool_that_is_missing_stops_with_what_to_do() {
        let tool = Tool { program: "no-such-program-here", least: Version::new(1, 0, 0), advice: "install it" };
        let error = tool.check().unwrap_err().to_string();
        assert_eq!(error, "no-such-program-here 1.0.0 or newer is needed: install it");
    }

    #[test]
    fn a_cargo_tool_is_installed_in_the_version_that_was_tried() {
        let line = process::line(&CARGO_MACHETE.install());
        assert!(line.ends_with("install --locked cargo-machete --version 0.9.2"), "{line}");
    }
}

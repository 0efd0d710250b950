//! Running other programs: the command line is shown before it runs, a failure names it.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};

use anyhow::{Context, Result, bail};

use crate::say;

/// The cargo that started xtask, so that a chosen toolchain stays the chosen one.
pub fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args);
    // What `cargo run` told xtask about its own package misleads others: cargo-machete, for one.
    hide_environment(&mut cargo, "CARGO_PKG_");
    hide_environment(&mut cargo, "CARGO_MANIFEST_");
    cargo
}

/// Hides from a command what the person's own shell says to our programs under names that begin so.
pub fn hide_environment(command: &mut Command, beginning: &str) {
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with(beginning)) {
        command.env_remove(name);
    }
}

/// The rest of a command whose program another one starts, with what it hides of the environment: ring is compiled
/// anew when cargo's own variables differ from one build to the next.
pub fn behind(mut starter: Command, command: &Command) -> Command {
    starter.args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => starter.env(name, value),
            None => starter.env_remove(name),
        };
    }
    starter
}

/// Runs a step whose output is by the way: its stdout joins stderr.
///
/// # Errors
/// When the program cannot be started or ends with anything but success.
pub fn run(command: &mut Command) -> Result<()> {
    command.stdout(Stdio::from(io::stderr()));
    show(command)
}

/// Runs a step whose stdout is the result the person asked for.
///
/// # Errors
/// When the program cannot be started or ends with anything but success.
pub fn show(command: &mut Command) -> Result<()> {
    say::doing(format_args!("$ {}", line(command)));
    let status = command.status().with_context(|| format!("could not start `{}`", line(command)))?;
    check(command, status)
}

/// Runs a program quietly and returns what it printed on stdout.
///
/// # Errors
/// When it cannot be started, fails (its stderr is in the error), or prints what is not UTF-8.
pub fn read(command: &mut Command) -> Result<String> {
    let output = quietly(command)?;
    check(command, output.status).with_context(|| String::from_utf8_lossy(&output.stderr).trim().to_owned())?;
    text_of(command, output)
}

/// Runs a program quietly and returns its stdout whatever its exit code says.
///
/// # Errors
/// When it cannot be started or prints what is not UTF-8.
pub fn read_whatever_it_answers(command: &mut Command) -> Result<String> {
    let output = quietly(command)?;
    text_of(command, output)
}

/// Whether a program can be started and succeeds; everything it prints is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Where on the PATH a program lies, if anywhere.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| is_executable(file))
}

/// The command as a person would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let is_cargo = program.file_stem() == Some("cargo".as_ref());
    let program = if is_cargo { "cargo".as_ref() } else { program.as_os_str() };
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

fn quietly(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| format!("could not start `{}`", line(command)))
}

fn text_of(command: &Command, output: Output) -> Result<String> {
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed what is not UTF-8", line(command)))
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` ended with {status}", line(command));
    }
    Ok(())
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file() || file.with_extension("exe").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_becomes_an_error_that_names_it() {
        let error = read(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert!(format!("{error:#}").contains("`sh -c exit 3` ended with exit status: 3"), "{error:#}");
    }

    #[test]
    fn what_a_failing_program_complained_about_is_kept() {
        let error = read(Command::new("sh").args(["-c", "echo no room >&2; exit 1"])).unwrap_err();
        assert!(format!("{error:#}").contains("no room"), "{error:#}");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let error = read(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(error.to_string().contains("no-such-program-here"));
    }

    #[test]
    fn what_cargo_told_xtask_about_itself_is_not_passed_on() {
        let cargo = cargo(&["fmt"]);
        let removed: Vec<_> = cargo.get_envs().filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect();
        assert!(removed.contains(&"CARGO_PKG_NAME".as_ref()), "cargo sets it for tests too");
        assert!(!removed.contains(&"CARGO".as_ref()));
    }

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        assert_eq!(line(Command::new("/toolchain/bin/cargo").arg("fmt")), "cargo fmt");
        assert_eq!(line(Command::new("/target/debug/evening").arg("--out")), "/target/debug/evening --out");
    }

    #[test]
    fn a_program_on_the_path_is_found_and_another_is_not() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program-here").is_none());
    }
}

//! The UI's npm package: installed when its lock changed, then checked, tested, built.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::unchanged::Before;
use crate::workspace::Workspace;

/// Runs `npm ci`, unless what is installed already follows today's package-lock.json.
///
/// # Errors
/// When npm fails or the lock cannot be read.
pub fn install(workspace: &Workspace) -> Result<()> {
    let lock = Lock::of(workspace);
    if lock.is_installed()? {
        return Ok(());
    }
    process::run(&mut npm(workspace, &["ci", "--no-audit", "--no-fund"]))?;
    lock.remember()
}

/// Builds `ui/dist`, which the window embeds.
///
/// # Errors
/// When the build fails.
pub fn build(workspace: &Workspace) -> Result<()> {
    let before = Before::of(&workspace.ui().join("dist"))?;
    process::run(&mut npm(workspace, &["run", "build"]))?;
    before.keep_times()
}

/// Builds `ui/dist` only where none is: enough for what merely compiles the window.
///
/// # Errors
/// When the build fails.
pub fn build_if_missing(workspace: &Workspace) -> Result<()> {
    if workspace.ui().join("dist/index.html").is_file() {
        return Ok(());
    }
    install(workspace)?;
    build(workspace)
}

/// Puts an empty page where the built UI is missing, so that the window's crate compiles before the
/// bindings exist which the UI's own build needs.
///
/// # Errors
/// When it cannot be written.
pub fn put_stand_in(workspace: &Workspace) -> Result<()> {
    let page = workspace.ui().join("dist/index.html");
    if page.is_file() {
        return Ok(());
    }
    let folder = workspace.ui().join("dist");
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    fs::write(&page, "<!doctype html>\n<title>not built yet</title>\n")
        .with_context(|| format!("could not write {}", page.display()))
}

/// Types, lint and formatting of the UI.
///
/// # Errors
/// When one of them finds something.
pub fn check(workspace: &Workspace) -> Result<()> {
    process::show(&mut npm(workspace, &["run", "check"]))
}

/// The UI's unit tests.
///
/// # Errors
/// When one fails.
pub fn test(workspace: &Workspace) -> Result<()> {
    process::show(&mut npm(workspace, &["test"]))
}

fn npm(workspace: &Workspace, args: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut npm = Command::new(program);
    npm.args(args).current_dir(workspace.ui());
    npm
}

/// The lock file and the copy of it that stands for "this is installed".
struct Lock {
    wanted: PathBuf,
    stamp: PathBuf,
}

impl Lock {
    fn of(workspace: &Workspace) -> Self {
        let ui = workspace.ui();
        Self { wanted: ui.join("package-lock.json"), stamp: ui.join("node_modules/.installed-package-lock.json") }
    }

    fn is_installed(&self) -> Result<bool> {
        let wanted = fs::read(&self.wanted).with_context(|| format!("could not read {}", self.wanted.display()))?;
        // No stamp, or one that cannot be read, only means that npm has to run.
        Ok(fs::read(&self.stamp).is_ok_and(|installed| installed == wanted))
    }

    fn remember(&self) -> Result<()> {
        fs::copy(&self.wanted, &self.stamp).with_context(|| format!("could not write {}", self.stamp.display()))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock_in(folder: &str) -> Lock {
        let folder = std::env::temp_dir().join(format!("{folder}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let lock = Lock { wanted: folder.join("package-lock.json"), stamp: folder.join("stamp") };
        fs::write(&lock.wanted, "one").unwrap();
        lock
    }

    #[test]
    fn npm_runs_again_only_when_the_lock_changed() {
        let lock = lock_in("xtask-lock-changed");
        assert!(!lock.is_installed().unwrap(), "nothing was installed yet");
        lock.remember().unwrap();
        assert!(lock.is_installed().unwrap());
        fs::write(&lock.wanted, "two").unwrap();
        assert!(!lock.is_installed().unwrap(), "the lock changed");
        fs::remove_dir_all(lock.wanted.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_ui_without_a_lock_is_an_error_that_names_it() {
        let lock = lock_in("xtask-lock-missing");
        fs::remove_file(&lock.wanted).unwrap();
        let error = lock.is_installed().unwrap_err().to_string();
        assert!(error.contains("package-lock.json"), "{error}");
        fs::remove_dir_all(lock.wanted.parent().unwrap()).unwrap();
    }
}

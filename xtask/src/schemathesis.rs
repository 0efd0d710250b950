//! The served OpenAPI document against the real server, by schemathesis: every check on, the same examples every time.
//! It is a Python program; it lives in a folder of its own below the target folder and is made anew when its versions change.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::centre::{Centre, Home};
use crate::process;
use crate::say;
use crate::workspace::{Profile, Workspace};

/// What it needs to know of our server, and its versions.
const FOLDER: &str = "crates/server/tests/schemathesis";

/// Starts the server and lets schemathesis try all routes of its document.
///
/// # Errors
/// When schemathesis cannot be installed, the server does not listen, or an answer is not what the document says.
pub fn run(workspace: &Workspace) -> Result<()> {
    let ours = workspace.path(FOLDER);
    let program = installed(&workspace.target.join("schemathesis"), &ours.join("requirements.txt"))?;
    let folder = workspace.target.join("schemathesis-centre");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("could not empty {}", folder.display()))?;
    }
    let centre = Centre::start(&workspace.binary(Profile::Debug, "donghanh-server"), &Home::in_folder(folder)?)?;
    let tried = process::show(&mut trial(&program, &ours, &centre.url, &workspace.target));
    centre.stop()?;
    tried
}

fn trial(program: &Path, ours: &Path, url: &str, target: &Path) -> Command {
    let mut trial = Command::new(program);
    // It may leave a memory of this run where it stands.
    trial.current_dir(target).env("SCHEMATHESIS_HOOKS", ours.join("hooks.py"));
    trial.arg("--config-file").arg(ours.join("schemathesis.toml"));
    trial.args(["run", "--checks", "all"]).arg(format!("{url}/openapi.json"));
    trial
}

/// The program in its folder, installed first where its versions are not those of `requirements`.
fn installed(folder: &Path, requirements: &Path) -> Result<PathBuf> {
    let wanted = fs::read(requirements).with_context(|| format!("could not read {}", requirements.display()))?;
    let installed = folder.join("requirements.txt");
    if fs::read(&installed).ok().as_ref() != Some(&wanted) {
        say::doing("installing schemathesis below the target folder; this needs the network");
        process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
        process::run(Command::new(folder.join("bin/python")).args(pip).arg(requirements))?;
        fs::write(&installed, wanted).with_context(|| format!("could not write {}", installed.display()))?;
    }
    Ok(folder.join("bin/schemathesis"))
}

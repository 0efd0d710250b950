//! Building our own programs and starting those that show what the others do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::install;
use crate::needs;
use crate::postgres;
use crate::process;
use crate::toolchain;
use crate::ui;
use crate::workspace::{Profile, Workspace};

/// Tells tests, evening, bench and screenshots where the built programs lie.
const BIN_DIR: &str = "DONGHANH_BIN_DIR";
/// Where the pictures lie that the README shows.
const README_PICTURES: &str = "assets/screenshots";
/// The window's commands as TypeScript sees them.
const BINDINGS: &str = "ui/src/lib/api/bindings.gen.ts";

/// Builds the programs of some packages only.
///
/// # Errors
/// When the build fails.
pub fn build(packages: &[&str], profile: Profile) -> Result<()> {
    let mut build = process::cargo(&["build", "--locked", "--bins"]);
    build.args(profile.args());
    for package in packages {
        build.args(["--package", package]);
    }
    process::run(&mut build)
}

/// Builds every program of the workspace.
///
/// # Errors
/// When the build fails.
pub fn build_all(profile: Profile) -> Result<()> {
    let mut build = process::cargo(&["build", "--locked", "--workspace", "--bins"]);
    process::run(build.args(profile.args()))
}

/// The window with nothing in it that ours is compared with, built the same way.
fn build_empty_window() -> Result<()> {
    let mut build = process::cargo(&["build", "--locked", "--package", "desktop", "--example", "empty-window"]);
    process::run(build.args(Profile::Release.args()))
}

/// Tells a command where the built programs lie, and hides the person's own settings from it.
pub fn with_binaries(mut command: Command, workspace: &Workspace, profile: Profile) -> Command {
    process::hide_environment(&mut command, "DONGHANH_");
    command.env(BIN_DIR, workspace.binaries(profile));
    command
}

/// `cargo xtask bench`: builds everything for release and measures it; `args` go to the bench.
///
/// # Errors
/// When a build fails, the bench fails or a goal is missed.
pub fn build_and_bench(workspace: &Workspace, args: &[String]) -> Result<()> {
    prepare_window(workspace)?;
    build_all(Profile::Release)?;
    build_empty_window()?;
    bench(workspace, args)
}

/// `cargo xtask load`: puts the release server under load, on both backends unless `args` name one.
///
/// # Errors
/// When the build fails, a goal is missed or a receipt was for nothing.
pub fn build_and_load(workspace: &Workspace, args: &[String]) -> Result<()> {
    install::ensure(&[needs::POSTGRES])?;
    build(&["tests", "server"], Profile::Release)?;
    let named = args.iter().position(|word| word == "--on").and_then(|at| args.get(at + 1));
    let backends = named.map_or(vec!["sqlite", "postgres"], |name| vec![name.as_str()]);
    let mut told = Ok(());
    for backend in backends {
        let mut load = Command::new(workspace.binary(Profile::Release, "load"));
        load.args(["--on", backend]).args(args);
        let load = with_binaries(load, workspace, Profile::Release);
        let both = if backend == "postgres" { postgres::beside(&load) } else { load };
        told = told.and(process::show(&mut { both }));
    }
    told
}

/// `cargo xtask sim`: lives through seeds of the simulation; `args` say which.
///
/// # Errors
/// When the build fails or a seed does.
pub fn build_and_simulate(workspace: &Workspace, args: &[String]) -> Result<()> {
    build(&["tests"], Profile::Debug)?;
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    simulate(workspace, &args)
}

/// Lives through seeds of the simulation, whose program is built.
///
/// # Errors
/// When a seed fails.
pub fn simulate(workspace: &Workspace, args: &[&str]) -> Result<()> {
    let mut sim = Command::new(workspace.binary(Profile::Debug, "sim"));
    sim.args(args);
    process::show(&mut with_binaries(sim, workspace, Profile::Debug))
}

/// `cargo xtask mutations`: builds deliberate bugs in, and proves that the simulation catches each.
///
/// # Errors
/// When the build fails or a bug is not caught.
pub fn build_and_mutate(workspace: &Workspace) -> Result<()> {
    let what = ["run", "--locked", "--package", "tests", "--bin", "sim", "--features", "mutations"];
    let mut sim = process::cargo(&what);
    sim.args(["--", "--mutations", "yes"]);
    process::show(&mut with_binaries(sim, workspace, Profile::Debug))
}

/// `cargo xtask screenshots`: builds everything and takes the README's pictures, or others into `out`.
///
/// # Errors
/// When a build or a picture fails.
pub fn build_and_picture(workspace: &Workspace, out: Option<PathBuf>) -> Result<()> {
    prepare_window(workspace)?;
    build_all(Profile::Debug)?;
    let out = out.unwrap_or_else(|| workspace.path(README_PICTURES));
    screenshots(workspace, Profile::Debug, &out)
}

/// `cargo xtask codegen`: writes the UI's bindings anew, by the test that otherwise compares them.
///
/// # Errors
/// When the window's crate does not compile or the bindings cannot be written.
pub fn write_bindings(workspace: &Workspace) -> Result<()> {
    install::ensure(&[needs::BUILD, needs::WINDOW])?;
    ui::put_stand_in(workspace)?;
    let start = SystemTime::now();
    let mut export = process::cargo(&["test", "--package", "desktop", "--bins", "bindings"]);
    process::run(export.env("UPDATE_BINDINGS", "1"))?;
    // A filter that matches no test passes too; what counts is the file.
    if fs::metadata(workspace.path(BINDINGS))?.modified()? < start {
        bail!("{BINDINGS} was not written: has its test in src-tauri another name now?");
    }
    Ok(())
}

/// Everything that a real window on a virtual screen needs before it is built.
///
/// # Errors
/// When a package or tool is missing, or the UI does not build.
pub fn prepare_window(workspace: &Workspace) -> Result<()> {
    install::ensure(&[needs::BUILD, needs::WINDOW, needs::VIRTUAL_DISPLAY])?;
    toolchain::check_rust()?;
    toolchain::check_node()?;
    ui::install(workspace)?;
    ui::build(workspace)
}

/// Plays the practice evening against the real server; its table goes to stdout, its files to `out`.
///
/// # Errors
/// When the evening fails or `out` cannot be made anew.
pub fn evening(workspace: &Workspace, profile: Profile, out: &Path) -> Result<()> {
    make_anew(out)?;
    let mut evening = Command::new(workspace.binary(profile, "evening"));
    evening.arg("--out").arg(out);
    process::show(&mut with_binaries(evening, workspace, profile))
}

/// Takes pictures of the real window on a virtual screen into `out`.
///
/// # Errors
/// When a picture fails.
pub fn screenshots(workspace: &Workspace, profile: Profile, out: &Path) -> Result<()> {
    let mut screenshots = Command::new(workspace.binary(profile, "screenshots"));
    screenshots.arg("--out").arg(out);
    process::run(&mut with_binaries(screenshots, workspace, profile))
}

fn bench(workspace: &Workspace, args: &[String]) -> Result<()> {
    let mut bench = Command::new(workspace.binary(Profile::Release, "bench"));
    bench.args(args);
    process::show(&mut with_binaries(bench, workspace, Profile::Release))
}

/// A folder below `out/`, which git ignores.
pub fn out(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.path("out").join(name)
}

/// Empties a folder of earlier results; refuses one that is not a result folder of ours.
fn make_anew(folder: &Path) -> Result<()> {
    if folder.parent().and_then(Path::file_name) != Some("out".as_ref()) {
        bail!("{} is not a folder below out/", folder.display());
    }
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_an_earlier_run_are_gone_before_the_next() {
        let base = std::env::temp_dir().join(format!("xtask-out-{}", std::process::id()));
        let folder = base.join("out/evening");
        make_anew(&folder).unwrap();
        fs::write(folder.join("old.csv"), "old").unwrap();
        make_anew(&folder).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir_all(base).unwrap();
    }

    #[test]
    fn a_folder_elsewhere_is_never_emptied() {
        let elsewhere = std::env::temp_dir();
        assert!(make_anew(&elsewhere).is_err());
        assert!(elsewhere.exists());
    }
}

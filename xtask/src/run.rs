//! `cargo xtask run`: from a fresh machine to an open window, or to a played evening without a screen.

use anyhow::{Context, Result};

use crate::centre::{self, Centre};
use crate::display;
use crate::install;
use crate::needs;
use crate::process;
use crate::programs;
use crate::say;
use crate::toolchain;
use crate::ui;
use crate::workspace::{Profile, Workspace};

const PRACTICE_CENTRE: &str = "DONGHANH_PRACTICE_CENTRE";
const PRACTICE_CODE: &str = "DONGHANH_PRACTICE_CODE";

/// What the evening is played with; none of it needs the system's web view.
const EVENING_PACKAGES: &[&str] = &["server", "cli", "tests"];

/// Installs what is missing, builds, starts the centre, opens the window and waits for it.
///
/// # Errors
/// With a sentence that says what to do, where it is the person's turn.
pub fn run(profile: Profile) -> Result<()> {
    let workspace = Workspace::load()?;
    install::ensure(&[needs::BUILD])?;
    toolchain::check_rust()?;
    if display::is_here() { in_a_window(&workspace, profile) } else { without_a_display(&workspace, profile) }
}

fn in_a_window(workspace: &Workspace, profile: Profile) -> Result<()> {
    install::ensure(&[needs::WINDOW])?;
    toolchain::check_node()?;
    ui::install(workspace)?;
    ui::build(workspace)?;
    programs::build(&["server", "desktop"], profile)?;

    let server = workspace.binary(profile, "donghanh-server");
    let home = centre::Home::open()?;
    let code = centre::practice_code(&server, &home)?;
    let centre = Centre::start(&server, &home)?;
    say::doing(format_args!("the centre listens at {} and keeps its data in {}", centre.url, home.folder().display()));
    let window = open_window(workspace, profile, &centre, &code);
    centre.stop()?;
    window
}

fn open_window(workspace: &Workspace, profile: Profile, centre: &Centre, code: &str) -> Result<()> {
    say::doing("opening the window; the centre stops when it is closed");
    let mut window = centre::tied(&workspace.binary(profile, "dong-hanh"));
    window.env(PRACTICE_CENTRE, &centre.url);
    window.env(PRACTICE_CODE, code);
    process::show(&mut window)
}

fn without_a_display(workspace: &Workspace, profile: Profile) -> Result<()> {
    say::doing(
        "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): \
         playing the practice evening instead of opening the window",
    );
    let pictures = match prepare_virtual_display() {
        Ok(()) => take_pictures(workspace, profile),
        Err(error) => {
            say::doing(format_args!("there will be no pictures: {error:#}"));
            programs::build(EVENING_PACKAGES, profile)
        }
    };
    if let Err(error) = &pictures {
        say::doing(format_args!("going on to the evening without pictures: {error:#}"));
    }
    let out = programs::out(workspace, "evening");
    programs::evening(workspace, profile, &out)?;
    pictures
}

/// What may be lacking for good reasons: no right to install, another system, no Node.
fn prepare_virtual_display() -> Result<()> {
    install::ensure(&[needs::WINDOW, needs::VIRTUAL_DISPLAY])?;
    toolchain::check_node()
}

fn take_pictures(workspace: &Workspace, profile: Profile) -> Result<()> {
    if let Err(error) = build_everything(workspace, profile) {
        programs::build(EVENING_PACKAGES, profile)?;
        return Err(error.context("the window could not be built"));
    }
    let out = programs::out(workspace, "screenshots");
    programs::screenshots(workspace, profile, &out).context("not every picture of the window could be taken")?;
    say::doing(format_args!("pictures of the window are in {}", out.display()));
    Ok(())
}

fn build_everything(workspace: &Workspace, profile: Profile) -> Result<()> {
    ui::install(workspace)?;
    ui::build(workspace)?;
    programs::build_all(profile)
}

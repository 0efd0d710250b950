//! Whether a window can be seen here, and a screen of its own for one that shall not be.

use std::env;
use std::path::Path;
use std::process::Command;

/// Whether a window opened now would be seen by somebody.
pub fn is_here() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Runs a program under a virtual screen of the size of the laptops in the communes.
pub fn virtually(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new("xvfb-run");
    command.args(["--auto-servernum", "--server-args=-screen 0 1366x768x24"]);
    command.arg(program.as_ref());
    // A Wayland session around us would otherwise get the window.
    command.env_remove("WAYLAND_DISPLAY");
    command.env("GDK_BACKEND", "x11");
    // Quicker and 80 MB lighter under software rendering.
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    // No accessibility daemons that outlive the run.
    command.env("NO_AT_BRIDGE", "1");
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process;

    #[test]
    fn a_program_and_its_arguments_follow_the_screen() {
        let mut command = virtually("/bin/bench");
        command.arg("--json");
        assert_eq!(
            process::line(&command),
            "xvfb-run --auto-servernum --server-args=-screen 0 1366x768x24 /bin/bench --json"
        );
    }
}

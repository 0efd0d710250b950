//! Whether a window can be seen here.

use std::env;

/// Whether a window opened now would be seen by somebody.
pub fn is_here() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

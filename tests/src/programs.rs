//! Where the built programs lie.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// Says where the built programs lie; set by `cargo xtask`.
const BIN_DIR: &str = "DONGHANH_BIN_DIR";

/// The path of one of our programs: in `DONGHANH_BIN_DIR`, else beside (or above) the running one.
///
/// # Errors
/// When it has not been built.
pub fn program(name: &str) -> Result<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::var_os(BIN_DIR).map(PathBuf::from).into_iter().collect();
    let running = std::env::current_exe().context("this program does not know where it lies")?;
    folders.extend(running.ancestors().skip(1).take(2).map(PathBuf::from));
    match folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file()) {
        Some(path) => Ok(path),
        None => bail!("{name} is not built: run `cargo build --workspace --bins` first"),
    }
}

//! Plays the practice evening and prints its table; ends with 1 when anything is not as it must be.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use tests::evening;

fn main() -> Result<()> {
    let mut words = std::env::args_os().skip(1);
    let (word, folder) = (words.next(), words.next().map(PathBuf::from));
    let folder = folder.context("usage: evening --out DIR")?;
    match word.as_deref().and_then(|word| word.to_str()) {
        Some("--desk") => evening::sit_at_desk(&folder),
        Some("--out") => play(&folder),
        _ => bail!("usage: evening --out DIR"),
    }
}

fn play(out: &std::path::Path) -> Result<()> {
    std::fs::create_dir_all(out)?;
    let table = evening::play(out)?;
    write!(std::io::stdout(), "{table}")?;
    ensure!(usize::try_from(table.assists())? == evening::ASSISTS, "not every assist is in the log");
    Ok(())
}

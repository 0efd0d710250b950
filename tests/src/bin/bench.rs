//! Measures what the program costs and prints a table; ends with 1 when a goal is missed or a group fails.
//! `--json` prints a list for machines, `--only NAME` measures one group, `--quick` less of everything.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tests::bench::{self, Figure, Measured, Scale};

/// What the words of the command line ask for.
struct Asked {
    json: bool,
    only: Option<String>,
    scale: Scale,
}

fn main() -> Result<ExitCode> {
    let asked = read(std::env::args().skip(1))?;
    let Measured { figures, failed } = bench::measure(asked.only.as_deref(), asked.scale)?;
    let list: Vec<_> = figures.iter().map(Figure::to_json).collect();
    let text = if asked.json { serde_json::to_string_pretty(&list)? + "\n" } else { bench::table(&figures) };
    write!(std::io::stdout(), "{text}")?;
    for (group, error) in &failed {
        writeln!(std::io::stderr(), "{group} could not be measured: {error:#}")?;
    }
    Ok(if failed.is_empty() && figures.iter().all(Figure::holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(mut words: impl Iterator<Item = String>) -> Result<Asked> {
    let mut asked = Asked { json: false, only: None, scale: Scale::Full };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => asked.json = true,
            "--quick" => asked.scale = Scale::Quick,
            "--only" => asked.only = Some(words.next().context("--only takes a name")?),
            _ => {
                let names = bench::names().collect::<Vec<_>>().join("|");
                bail!("usage: bench [--json] [--quick] [--only {names}]")
            }
        }
    }
    Ok(asked)
}

//! Puts a centre under load and prints a table; ends with 1 when a goal is missed or a receipt was for nothing.
//! `--json` prints a list for machines, `--on sqlite|postgres` chooses the backend, `--laptops N` and `--entries N` the size.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tests::bench::{self, Figure};
use tests::load::{self, Backend, Size};

/// What the words of the command line ask for.
struct Asked {
    json: bool,
    backend: Backend,
    size: Size,
}

fn main() -> Result<ExitCode> {
    let asked = read(std::env::args().skip(1))?;
    let figures = load::measure(&asked.backend, asked.size.checked()?)?;
    let list: Vec<_> = figures.iter().map(Figure::to_json).collect();
    let text = if asked.json { serde_json::to_string_pretty(&list)? + "\n" } else { bench::table(&figures) };
    write!(std::io::stdout(), "{text}")?;
    Ok(if figures.iter().all(Figure::holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(mut words: impl Iterator<Item = String>) -> Result<Asked> {
    let mut asked = Asked { json: false, backend: Backend::Sqlite, size: Size::FULL };
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word} takes a value"));
        match word.as_str() {
            "--json" => asked.json = true,
            "--on" => asked.backend = backend(&value()?)?,
            "--laptops" => asked.size.laptops = value()?.parse()?,
            "--entries" => asked.size.entries = value()?.parse()?,
            _ => bail!("usage: load [--json] [--on sqlite|postgres] [--laptops N] [--entries N]"),
        }
    }
    Ok(asked)
}

fn backend(name: &str) -> Result<Backend> {
    match name {
        "sqlite" => Ok(Backend::Sqlite),
        "postgres" => Ok(Backend::Postgres),
        _ => bail!("there are sqlite and postgres"),
    }
}

//! `sim --seeds N [--from S] [--files FOLDER]`: lives through seeds, each twice, and says what went wrong in which.
//! `sim --show SEED [--steps N] [--files FOLDER]`: tells what happened in one.
//! `sim --mutations yes [--files FOLDER]`: proves that deliberate bugs are caught, where they are built in.
#![allow(clippy::print_stdout, reason = "the figures are for a person")]

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use tests::sim::event::Event;
use tests::sim::run;
use tests::sim::seeds::{Seeds, many};

fn main() -> ExitCode {
    match asked(std::env::args().skip(1)).and_then(|asked| carry_out(&asked)) {
        Ok(holds) if holds => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            println!("{error:#}");
            ExitCode::from(2)
        }
    }
}

/// What is wanted.
struct Asked {
    seeds: Seeds,
    show: Option<u64>,
    steps: u32,
    mutations: bool,
}

fn carry_out(asked: &Asked) -> Result<bool> {
    if asked.mutations {
        return mutations(asked);
    }
    let Some(seed) = asked.show else {
        let report = many(&asked.seeds);
        println!("{report}");
        return Ok(report.holds());
    };
    let run = run(seed, asked.steps, &asked.seeds.base)?;
    run.trace.0.iter().for_each(|event| println!("{}", told(event)));
    run.violations.iter().for_each(|violation| println!("{violation:?}"));
    Ok(run.violations.is_empty())
}

#[cfg(feature = "mutations")]
fn mutations(asked: &Asked) -> Result<bool> {
    let mut missed = 0_u32;
    for caught in tests::sim::mutants::mutants(&asked.seeds.base) {
        println!("{caught}");
        missed = missed.saturating_add(u32::from(caught.by.is_none()));
    }
    Ok(missed == 0)
}

#[cfg(not(feature = "mutations"))]
fn mutations(_: &Asked) -> Result<bool> {
    bail!("no bugs are built in: --features mutations")
}

/// An event on one line; of what lies somewhere only how much.
fn told(event: &Event) -> String {
    if let Event::Laptop { party, entries, .. } = event {
        return format!("Laptop {party} holds {}", entries.len());
    }
    if let Event::Centre { log, entries } = event {
        return format!("Centre holds {} in log {log:x}", entries.len());
    }
    format!("{event:?}")
}

fn asked(mut words: impl Iterator<Item = String>) -> Result<Asked> {
    let mut asked = Asked { seeds: Seeds::default(), show: None, steps: u32::MAX, mutations: false };
    while let Some(word) = words.next() {
        let Some(value) = words.next() else { bail!("{word} needs a value") };
        match word.as_str() {
            "--seeds" => asked.seeds.count = value.parse()?,
            "--from" => asked.seeds.from = value.parse()?,
            "--files" => asked.seeds.base = PathBuf::from(value),
            "--show" => asked.show = Some(value.parse()?),
            "--mutations" => asked.mutations = value == "yes",
            "--steps" => asked.steps = value.parse()?,
            _ => bail!("sim --seeds N [--from S] [--files FOLDER]"),
        }
    }
    Ok(asked)
}

//! `cargo xtask`: the only entry to building, running and testing; continuous integration calls it too.
//! No knowledge of the product lives here beyond the names of its programs.

mod centre;
mod display;
mod fuzz;
mod install;
mod lints;
mod needs;
mod postgres;
mod process;
mod programs;
mod report;
mod run;
mod say;
mod schemathesis;
mod test;
mod tidy;
mod toolchain;
mod ui;
mod unchanged;
mod version;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;

use crate::workspace::{Profile, Workspace};

const USAGE: &str = "\
cargo xtask run [--release]        install what is missing, build, start the centre, open the window
cargo xtask test [--fast]          everything that must hold (--fast: without what takes long or needs more)
cargo xtask check                  formatting, clippy, tidy, the UI's types and lint
cargo xtask tidy                   only our own rules: arrows, lengths, bans
cargo xtask sim --seeds N [--from S]  lives through N seeds of the simulation, each twice (--show SEED tells one)
cargo xtask mutations              proves that the simulation catches deliberate bugs
cargo xtask fuzz TARGET --seconds N  tries card, bundle, batch, certificate, http or roster with whatever a fuzzer thinks of
cargo xtask bench [ARGUMENTS]      release figures against their references (--json for machines)
cargo xtask load [ARGUMENTS]       many laptops at once on the release server, killed in the middle, on both backends
cargo xtask screenshots [--out DIR]  pictures of the real window, for the README by default
cargo xtask codegen                write the UI's bindings anew";

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
enum Verb {
    Run(Profile),
    Test { fast: bool },
    Check,
    Tidy,
    Sim(Vec<String>),
    Mutations,
    Fuzz(fuzz::Request),
    Bench(Vec<String>),
    Load(Vec<String>),
    Screenshots(Option<PathBuf>),
    Codegen,
    Help,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(verb) = parse(&args) else {
        say::doing(format_args!("not understood\n{USAGE}"));
        return ExitCode::from(2);
    };
    match carry_out(verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::doing(format_args!("stopped: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn parse(args: &[String]) -> Option<Verb> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    Some(match args.as_slice() {
        ["run"] => Verb::Run(Profile::Debug),
        ["run", "--release"] => Verb::Run(Profile::Release),
        ["test"] => Verb::Test { fast: false },
        ["test", "--fast"] => Verb::Test { fast: true },
        ["check"] => Verb::Check,
        ["tidy"] => Verb::Tidy,
        ["sim", rest @ ..] => Verb::Sim(rest.iter().map(|one| (*one).to_owned()).collect()),
        ["mutations"] => Verb::Mutations,
        ["fuzz", target, "--seconds", seconds] => {
            Verb::Fuzz(fuzz::Request { target: (*target).to_owned(), seconds: seconds.parse().ok()? })
        }
        ["bench", rest @ ..] => Verb::Bench(rest.iter().map(|one| (*one).to_owned()).collect()),
        ["load", rest @ ..] => Verb::Load(rest.iter().map(|one| (*one).to_owned()).collect()),
        ["screenshots"] => Verb::Screenshots(None),
        ["screenshots", "--out", folder] => Verb::Screenshots(Some(folder.into())),
        ["codegen"] => Verb::Codegen,
        ["help" | "--help" | "-h"] => Verb::Help,
        _ => return None,
    })
}

fn carry_out(verb: Verb) -> Result<()> {
    match verb {
        Verb::Run(profile) => run::run(profile),
        Verb::Test { fast } => test::test(fast),
        Verb::Check => lints::check(&Workspace::load()?),
        Verb::Tidy => tidy::check(&Workspace::load()?),
        Verb::Sim(args) => programs::build_and_simulate(&Workspace::load()?, &args),
        Verb::Mutations => programs::build_and_mutate(&Workspace::load()?),
        Verb::Fuzz(request) => fuzz::fuzz(&Workspace::load()?, &request),
        Verb::Bench(args) => programs::build_and_bench(&Workspace::load()?, &args),
        Verb::Load(args) => programs::build_and_load(&Workspace::load()?, &args),
        Verb::Screenshots(out) => programs::build_and_picture(&Workspace::load()?, out),
        Verb::Codegen => programs::write_bindings(&Workspace::load()?),
        Verb::Help => {
            say::result(USAGE);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<Verb>) {
        let args: Vec<String> = line.split_whitespace().map(String::from).collect();
        assert_eq!(parse(&args), expected, "{line}");
    }

    #[test]
    fn every_command_of_the_usage_is_understood() {
        check("run", Some(Verb::Run(Profile::Debug)));
        check("run --release", Some(Verb::Run(Profile::Release)));
        check("test", Some(Verb::Test { fast: false }));
        check("test --fast", Some(Verb::Test { fast: true }));
        check("check", Some(Verb::Check));
        check("tidy", Some(Verb::Tidy));
        check("sim --seeds 9", Some(Verb::Sim(vec!["--seeds".into(), "9".into()])));
        check("mutations", Some(Verb::Mutations));
        check("fuzz card --seconds 9", Some(Verb::Fuzz(fuzz::Request { target: "card".into(), seconds: 9 })));
        check("bench", Some(Verb::Bench(Vec::new())));
        check("bench --json", Some(Verb::Bench(vec!["--json".into()])));
        check("load --on sqlite", Some(Verb::Load(vec!["--on".into(), "sqlite".into()])));
        check("screenshots", Some(Verb::Screenshots(None)));
        check("screenshots --out x", Some(Verb::Screenshots(Some("x".into()))));
        check("codegen", Some(Verb::Codegen));
        check("--help", Some(Verb::Help));
    }

    #[test]
    fn anything_else_is_refused_rather_than_guessed() {
        for line in [
            "",
            "rum",
            "run --fast",
            "test --slow",
            "check it",
            "fuzz card",
            "fuzz card --seconds x",
            "screenshots --out",
        ] {
            check(line, None);
        }
    }
}

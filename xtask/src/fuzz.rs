//! `cargo xtask fuzz TARGET --seconds N`: LLVM's fuzzer on what strangers may hand to us. What it finds worth keeping goes
//! into the corpus, which every test run replays; what breaks something lies beside it and is to be mended.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::say;
use crate::workspace::Workspace;

/// The package with the targets, below the workspace's root.
const PACKAGE: &str = "tests/fuzz";
/// Tells the fuzzer which of the targets it is.
const TARGET: &str = "DONGHANH_FUZZ_TARGET";
/// Longest input, as the corpus keeps it.
const INPUT_BYTES_MAX: u32 = 4096;
/// An input that takes so long, or so much memory, is a fault of ours.
const INPUT_SECONDS_MAX: u32 = 10;
const MEMORY_MIB_MAX: u32 = 1024;
/// A corpus keeps this many inputs of a target, the shortest: it is replayed in every test run.
const CORPUS_INPUTS_MAX: usize = 300;
/// What tells the fuzzer where it has been; it needs no other compiler than ours.
const COVERAGE: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

/// What to do to which target.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// Its name.
    pub target: String,
    /// For how long.
    pub seconds: u32,
}

/// Fuzzes one target, and keeps what is new.
///
/// # Errors
/// When an input breaks something: it is named.
pub fn fuzz(workspace: &Workspace, request: &Request) -> Result<()> {
    let program = build(workspace)?;
    let corpus = workspace.root.join(PACKAGE).join("corpus").join(&request.target);
    if !corpus.is_dir() {
        bail!("no such target: {}", request.target);
    }
    let place = workspace.target.join("fuzz").join(&request.target);
    let (found, kept) = (place.join("found"), place.join("kept"));
    for folder in [&found, &kept] {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let time = format!("-max_total_time={}", request.seconds);
    let broken = format!("-artifact_prefix={}/", place.display());
    process::show(run(&program, &request.target).args([&time, &broken]).args([&found, &corpus]))?;
    merge(&program, request, &[&kept, &corpus, &found])?;
    settle(&kept, &corpus)?;
    fs::remove_dir_all(&place).context("cannot tidy up")
}

/// With coverage counted, and a target of its own so that build scripts are not counted too.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let host = host()?;
    let mut build = process::cargo(&["build", "--locked", "--release", "--package", "fuzz", "--features", "engine"]);
    build.args(["--target", &host]).arg("--target-dir").arg(workspace.target.join("fuzz-build"));
    build.env("RUSTFLAGS", COVERAGE.join(" ")).env("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "true");
    build.env("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "true").env("CARGO_PROFILE_RELEASE_LTO", "false");
    process::run(&mut build)?;
    Ok(workspace.target.join("fuzz-build").join(host).join("release/fuzz"))
}

fn host() -> Result<String> {
    let told = process::read(Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc does not say what it runs on")
}

fn run(program: &Path, target: &str) -> Command {
    let mut command = Command::new(program);
    command.env(TARGET, target).arg(format!("-max_len={INPUT_BYTES_MAX}"));
    command.args([format!("-timeout={INPUT_SECONDS_MAX}"), format!("-rss_limit_mb={MEMORY_MIB_MAX}")]);
    command.arg("-print_final_stats=1");
    command
}

/// The smallest set of inputs that goes everywhere.
fn merge(program: &Path, request: &Request, folders: &[&PathBuf]) -> Result<()> {
    process::run(run(program, &request.target).arg("-merge=1").args(folders))
}

/// The corpus is what was kept: nothing that goes nowhere new stays.
fn settle(kept: &Path, corpus: &Path) -> Result<()> {
    let mut inputs = files(kept)?;
    inputs.sort_by_cached_key(|path| (fs::metadata(path).map_or(u64::MAX, |it| it.len()), path.clone()));
    inputs.truncate(CORPUS_INPUTS_MAX);
    for old in files(corpus)? {
        fs::remove_file(&old)?;
    }
    for input in &inputs {
        fs::copy(input, corpus.join(input.file_name().context("a name")?))?;
    }
    say::doing(format_args!("{} inputs in {}", inputs.len(), corpus.display()));
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

//! `cargo xtask test`: everything that must hold, in the order in which it fails soonest.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Result, bail};

use crate::install;
use crate::lints;
use crate::needs;
use crate::postgres;
use crate::process;
use crate::programs;
use crate::report::Report;
use crate::say;
use crate::schemathesis;
use crate::tidy;
use crate::toolchain;
use crate::ui;
use crate::workspace::{Package, Profile, Workspace};

/// Integration tests that open the real window are named so and belong to the package `tests`.
const WINDOW_TESTS: &str = "window";
/// The centre's crate: its integration tests tell the same stories on PostgreSQL as on SQLite.
const CENTRE: &str = "server";
/// Of those, what only PostgreSQL can do or suffer.
const POSTGRES_TESTS: &str = "postgres";
/// Tells the centre's tests which database to stand on.
const TEST_DB: (&str, &str) = ("DONGHANH_TEST_DB", "postgres");

/// Seeds of the simulation in every test run, in memory …
const SEEDS: &[&str] = &["--seeds", "1000"];
/// … and on a real disk.
const SEEDS_ON_DISK: &[&str] = &["--seeds", "50", "--from", "900000"];

/// What the failure of a step means for those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Nothing after it can run.
    Needed,
    /// The others still have something to say.
    Counts,
    /// As `Counts`, and `--fast` leaves it out.
    Slow,
}

struct Step {
    name: &'static str,
    weight: Weight,
    work: fn(&Workspace) -> Result<()>,
}

const fn step(name: &'static str, weight: Weight, work: fn(&Workspace) -> Result<()>) -> Step {
    Step { name, weight, work }
}

const STEPS: &[Step] = &[
    step("system packages", Weight::Needed, |_| {
        install::ensure(&[needs::BUILD, needs::WINDOW, needs::RULES, needs::KILLS, needs::PAPER])
    }),
    step("virtual display", Weight::Slow, |_| install::ensure(&[needs::VIRTUAL_DISPLAY])),
    step("PostgreSQL", Weight::Slow, |_| install::ensure(&[needs::POSTGRES])),
    step("Rust and Node", Weight::Needed, |_| {
        toolchain::check_rust()?;
        toolchain::check_node()
    }),
    step("formatting", Weight::Counts, |_| lints::formatting()),
    step("tidy", Weight::Counts, tidy::check),
    step("UI packages", Weight::Needed, ui::install),
    step("UI check", Weight::Counts, ui::check),
    step("UI tests", Weight::Counts, ui::test),
    step("UI build", Weight::Needed, ui::build),
    step("unused dependencies", Weight::Counts, |_| lints::unused_dependencies()),
    step("licences, bans, sources", Weight::Slow, |_| lints::deny()),
    step("clippy", Weight::Counts, |_| lints::clippy()),
    step("build", Weight::Needed, |_| build()),
    step("tests", Weight::Counts, workspace_tests),
    step("tests on PostgreSQL", Weight::Slow, postgres_tests),
    step("simulation", Weight::Counts, simulation),
    step("deliberate bugs", Weight::Slow, programs::build_and_mutate),
    step("documentation examples", Weight::Counts, |_| examples()),
    step("server against its document", Weight::Slow, |workspace| {
        install::ensure(&[needs::SCHEMATHESIS])?;
        schemathesis::run(workspace)
    }),
    step("window tests", Weight::Slow, window_tests),
    step("practice evening", Weight::Counts, |workspace| {
        let out = programs::out(workspace, "evening");
        programs::evening(workspace, Profile::Debug, &out)
    }),
];

/// Carries out every step and ends with their summary.
///
/// # Errors
/// Names the steps that failed.
pub fn test(fast: bool) -> Result<()> {
    let workspace = Workspace::load()?;
    let report = carry_out(STEPS, &workspace, fast);
    say::result(&report);
    report.verdict()
}

fn carry_out(steps: &[Step], workspace: &Workspace, fast: bool) -> Report {
    let mut report = Report::default();
    let mut blocked = false;
    for Step { name, weight, work } in steps {
        if blocked {
            report.leave_out(name, "a step it needs failed");
        } else if fast && *weight == Weight::Slow {
            report.leave_out(name, "--fast");
        } else {
            let passed = report.step(name, || work(workspace));
            blocked = !passed && *weight == Weight::Needed;
        }
    }
    report
}

/// One build for all that follows: with the tests, so that nothing is compiled twice for them.
fn build() -> Result<()> {
    let what = ["build", "--locked", "--workspace", "--bins", "--tests"];
    process::run(&mut process::cargo(&what))
}

fn workspace_tests(workspace: &Workspace) -> Result<()> {
    let mut tests = cargo_test();
    tests.args(["--lib", "--bins"]);
    for name in targets(workspace, is_plain) {
        tests.args(["--test", &name]);
    }
    process::show(&mut programs::with_binaries(tests, workspace, Profile::Debug))
}

fn postgres_tests(workspace: &Workspace) -> Result<()> {
    let mut tests = cargo_test();
    for name in targets(workspace, |package, _| package == CENTRE) {
        tests.args(["--test", &name]);
    }
    let mut beside = programs::with_binaries(postgres::beside(&tests), workspace, Profile::Debug);
    process::show(beside.env(TEST_DB.0, TEST_DB.1))
}

fn simulation(workspace: &Workspace) -> Result<()> {
    programs::simulate(workspace, SEEDS)?;
    let folder = programs::out(workspace, "simulation");
    std::fs::create_dir_all(&folder)?;
    let folder = folder.display().to_string();
    programs::simulate(workspace, &[SEEDS_ON_DISK, &["--files", &folder]].concat())
}

fn examples() -> Result<()> {
    process::show(cargo_test().arg("--doc"))
}

fn window_tests(workspace: &Workspace) -> Result<()> {
    let names = targets(workspace, is_window);
    if names.is_empty() {
        bail!("the package `tests` has no test target named {WINDOW_TESTS}…");
    }
    let mut tests = cargo_test();
    for name in names {
        tests.args(["--test", &name]);
    }
    process::show(&mut programs::with_binaries(tests, workspace, Profile::Debug))
}

fn cargo_test() -> Command {
    process::cargo(&["test", "--locked", "--workspace", "--no-fail-fast"])
}

fn targets(workspace: &Workspace, wanted: fn(&str, &str) -> bool) -> BTreeSet<String> {
    let of = |package: &Package| {
        let names = package.test_targets.iter();
        let names = names.filter(|name| wanted(&package.name, name)).cloned();
        names.collect::<Vec<_>>()
    };
    workspace.packages.iter().flat_map(of).collect()
}

fn is_window(package: &str, name: &str) -> bool {
    package == "tests" && name.starts_with(WINDOW_TESTS)
}

/// What runs without a screen and without PostgreSQL.
fn is_plain(package: &str, name: &str) -> bool {
    !is_window(package, name) && (package != CENTRE || !name.starts_with(POSTGRES_TESTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        let package = |name: &str, tests: &[&str]| Package {
            name: name.into(),
            dependencies: Vec::new(),
            test_dependencies: Vec::new(),
            test_targets: tests.iter().map(|one| (*one).to_owned()).collect(),
        };
        Workspace {
            root: "/clone".into(),
            target: "/target".into(),
            packages: vec![
                package("store", &["schema"]),
                package("server", &["postgres", "push"]),
                package("tests", &["exchange", "window_journey", "window_axe"]),
            ],
        }
    }

    #[test]
    fn window_tests_are_told_from_the_others_by_name_and_package() {
        let workspace = workspace();
        let window: Vec<_> = targets(&workspace, is_window).into_iter().collect();
        assert_eq!(window, ["window_axe", "window_journey"]);
        let others = targets(&workspace, is_plain);
        assert_eq!(others.into_iter().collect::<Vec<_>>(), ["exchange", "push", "schema"], "nor those of PostgreSQL");
    }

    #[test]
    fn what_cargo_must_not_hear_it_does_not_hear_behind_another_program_either() {
        let mut cargo = Command::new("cargo");
        cargo.arg("test").env_remove("CARGO_MANIFEST_DIR");
        let command = postgres::beside(&cargo);
        assert!(command.get_envs().any(|(name, value)| name == "CARGO_MANIFEST_DIR" && value.is_none()));
        assert!(command.get_args().any(|word| word == "test"));
    }

    #[test]
    fn a_failed_check_lets_the_others_run_and_fails_the_whole() {
        let steps = [step("one", Weight::Counts, |_| bail!("broken")), step("two", Weight::Counts, |_| Ok(()))];
        let report = carry_out(&steps, &workspace(), false);
        assert!(report.to_string().contains("ok"), "{report}");
        assert_eq!(report.verdict().unwrap_err().to_string(), "one failed");
    }

    #[test]
    fn after_a_failed_need_nothing_more_is_tried() {
        let steps =
            [step("one", Weight::Needed, |_| bail!("broken")), step("two", Weight::Counts, |_| bail!("must not run"))];
        let report = carry_out(&steps, &workspace(), false);
        assert!(!report.to_string().contains("must not run"), "{report}");
        assert_eq!(report.verdict().unwrap_err().to_string(), "one failed");
    }

    #[test]
    fn fast_leaves_out_what_is_slow_and_says_so() {
        let steps = [step("slow", Weight::Slow, |_| bail!("must not run"))];
        let report = carry_out(&steps, &workspace(), true);
        assert!(report.to_string().contains("slow: --fast"), "{report}");
        assert!(report.verdict().is_ok());
    }
}

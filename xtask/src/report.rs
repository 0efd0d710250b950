//! The steps of a long run: what each was called, how it ended, how long it took.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::{Error, Result, bail};

use crate::say;

/// What happened so far; its `Display` is the summary at the end.
#[derive(Debug, Default)]
pub struct Report {
    steps: Vec<Done>,
}

#[derive(Debug)]
struct Done {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

#[derive(Debug)]
enum Outcome {
    Passed,
    Failed(Error),
    LeftOut(&'static str),
}

impl Report {
    /// Carries out one step and writes down how it ended; `true` when it passed.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        say::doing(format_args!("── {name}"));
        let start = Instant::now();
        let outcome = match work() {
            Ok(()) => Outcome::Passed,
            Err(error) => {
                say::doing(format_args!("{name} failed: {error:#}"));
                Outcome::Failed(error)
            }
        };
        let passed = matches!(outcome, Outcome::Passed);
        let took = start.elapsed();
        self.steps.push(Done { name, outcome, took });
        passed
    }

    /// Writes down a step that is not carried out, and why.
    pub fn leave_out(&mut self, name: &'static str, why: &'static str) {
        let outcome = Outcome::LeftOut(why);
        let took = Duration::ZERO;
        self.steps.push(Done { name, outcome, took });
    }

    /// Whether everything that was carried out passed.
    ///
    /// # Errors
    /// Names the steps that failed.
    pub fn verdict(&self) -> Result<()> {
        let failed: Vec<_> = self.steps.iter().filter(|one| one.failed()).collect();
        if failed.is_empty() {
            return Ok(());
        }
        let names: Vec<_> = failed.iter().map(|one| one.name).collect();
        bail!("{} failed", names.join(", "));
    }
}

impl Done {
    fn failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed(_))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nSummary")?;
        for step in &self.steps {
            writeln!(f, "{step}")?;
        }
        let total: Duration = self.steps.iter().map(|one| one.took).sum();
        write!(f, "  {:<8} {:>9.1} s", "total", total.as_secs_f64())
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.took.as_secs_f64();
        let name = self.name;
        match &self.outcome {
            Outcome::Passed => write!(f, "  {:<8} {seconds:>9.1} s  {name}", "ok"),
            Outcome::Failed(error) => {
                write!(f, "  {:<8} {seconds:>9.1} s  {name}: {error:#}", "FAILED")
            }
            Outcome::LeftOut(why) => write!(f, "  {:<8} {:>9}    {name}: {why}", "left out", "-"),
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_failed_step_is_in_the_summary_and_decides_the_verdict() {
        let mut report = Report::default();
        assert!(report.step("formatting", || Ok(())));
        assert!(!report.step("clippy", || Err(anyhow!("one warning"))));
        let summary = report.to_string();
        assert!(summary.contains("ok"), "{summary}");
        assert!(summary.contains("clippy: one warning"), "{summary}");
        assert_eq!(report.verdict().unwrap_err().to_string(), "clippy failed");
    }

    #[test]
    fn a_step_that_was_left_out_is_named_and_fails_nothing() {
        let mut report = Report::default();
        report.leave_out("window tests", "--fast");
        assert!(report.to_string().contains("window tests: --fast"));
        assert!(report.verdict().is_ok());
    }

    #[test]
    fn a_run_in_which_all_passed_has_a_good_verdict() {
        let mut report = Report::default();
        report.step("formatting", || Ok(()));
        assert!(report.verdict().is_ok());
    }
}

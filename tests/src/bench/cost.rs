//! CPU as the kernel counts it, and the middle of many runs. Linux alone tells it this way.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};

/// The kernel tells a process's CPU in hundredths of a second, on every machine.
const TICK: Duration = Duration::from_millis(10);
/// Where user time stands in `/proc/PID/stat`, counted after the name in brackets; system time follows.
const USER_TIME_FIELD: usize = 11;

/// CPU time of this thread so far.
///
/// # Errors
/// The kernel does not tell.
pub(crate) fn thread_cpu() -> Result<Duration> {
    // The count is brought up to date whenever the scheduler runs.
    std::thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").context("the kernel does not tell CPU by thread")?;
    let nanoseconds = told.split(' ').next().unwrap_or_default().parse().context("schedstat has another form")?;
    Ok(Duration::from_nanos(nanoseconds))
}

/// CPU time of a process so far, of all its threads, ended ones too; in steps of ten milliseconds.
///
/// # Errors
/// There is no such process.
pub(crate) fn process_cpu(process: u32) -> Result<Duration> {
    let told =
        fs::read_to_string(format!("/proc/{process}/stat")).context("the kernel does not tell CPU by process")?;
    let (_, fields) = told.rsplit_once(") ").context("stat has another form")?;
    let ticks = |field: &str| field.parse::<u32>().context("stat has another form");
    let mut fields = fields.split(' ').skip(USER_TIME_FIELD);
    let (user, system) = (ticks(fields.next().unwrap_or_default())?, ticks(fields.next().unwrap_or_default())?);
    Ok(TICK * user + TICK * system)
}

/// The CPU that something takes on this thread, in microseconds, and what it returns.
///
/// # Errors
/// What it returns, or the kernel does not tell.
pub(crate) fn on_thread<T>(act: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let before = thread_cpu()?;
    let done = act()?;
    Ok((microseconds(thread_cpu()?.saturating_sub(before)), done))
}

/// A span in microseconds.
pub(crate) fn microseconds(span: Duration) -> f64 {
    span.as_secs_f64() * 1e6
}

/// The middle one; 0 of none.
pub(crate) fn median(of: &[f64]) -> f64 {
    percentile(of, 50)
}

/// The smallest that so many in a hundred do not go beyond; 0 of none.
pub(crate) fn percentile(of: &[f64], percent: usize) -> f64 {
    let mut sorted = of.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

/// The largest; 0 of none.
pub(crate) fn largest(of: &[f64]) -> f64 {
    percentile(of, 100)
}

/// A count among figures.
pub(crate) fn number(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A length among figures.
pub(crate) fn length(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_edge_of_runs() {
        let runs: Vec<f64> = (1..=100_u32).rev().map(f64::from).collect();
        let check = |percent, expected: f64| assert!((percentile(&runs, percent) - expected).abs() < 1e-9, "{percent}");
        check(50, 50.0);
        check(99, 99.0);
        check(100, 100.0);
        assert!(median(&[]).abs() < 1e-9);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn work_is_seen_on_its_thread() {
        let busy = || -> Result<u64> { Ok((0..2_000_000_u64).fold(7, |sum, n| std::hint::black_box(sum ^ n))) };
        assert!(on_thread(busy).unwrap().0 > 0.0);
    }
}

//! Places of the save path where a test kills the program. In the program itself there is nothing here.

/// The steps of a commit, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// The transaction has begun.
    Begun,
    /// The entries are written, the views are not.
    EntriesWritten,
    /// The views are written, the search index is not.
    ViewsWritten,
    /// Everything is written, nothing is committed.
    BeforeCommit,
    /// Committed; the caller has not heard of it yet.
    Committed,
}

#[cfg(not(test))]
pub(crate) const fn point(_step: Step) {}

/// Says on stdout that the step was reached and stays there, where the environment asks for it: the test then kills.
#[cfg(test)]
pub(crate) fn point(step: Step) {
    if std::env::var("DONGHANH_STOP_AT").is_ok_and(|wanted| wanted == format!("{step:?}")) {
        halt(step);
    }
}

#[cfg(test)]
fn halt(step: Step) -> ! {
    println!("stopped at {step:?}");
    loop {
        std::thread::park();
    }
}

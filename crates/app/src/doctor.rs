//! What stands in the way of sync: out of plain facts, the findings in the order in which people should hear of them.
//! Never here: where the facts come from, and sentences.

use crate::view::Words;
use crate::view::start::Line;
use crate::view::sync::{DoctorView, Finding, FindingView, Grade, Remedy};
use crate::words;

/// A clock that is further from the centre's than this is wrong.
const CLOCK_OFF_MINUTES: u32 = 5;
/// An entry that has waited longer for a receipt is pointed out.
const UNSENT_MINUTES: u32 = 60;
/// Milliseconds of a minute.
const MINUTE_MS: i64 = 60_000;

/// What is known of sync at a moment.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) line: Line,
    /// What the last run noted.
    pub(crate) noted: Option<Words>,
    pub(crate) revoked: bool,
    /// The laptop's clock less the centre's, ms; none where the centre's was not heard.
    pub(crate) clock_off_ms: Option<i64>,
    /// When the centre was found put back, RFC 3339, as long as that matters.
    pub(crate) restored: Option<String>,
    /// Entries that wait for a leader.
    pub(crate) waiting: u32,
    /// Laptops whose journal has branches.
    pub(crate) forked: Vec<String>,
    pub(crate) written: u32,
    pub(crate) arrived: u32,
    pub(crate) oldest_minutes: Option<u32>,
    /// Whether whoever is at work is a leader.
    pub(crate) leader: bool,
}

/// What there is to say, the gravest first; never nothing.
pub(crate) fn diagnose(facts: &Facts) -> DoctorView {
    let mut found = Vec::new();
    found.extend(facts.revoked.then_some(Finding::LockedOut));
    found.extend(of_clock(facts.clock_off_ms));
    found.extend(of_line(facts).filter(|it| !found.contains(it)));
    found.extend(facts.restored.clone().map(|at| Finding::Restored { at }));
    found.extend((facts.waiting > 0).then_some(Finding::Quarantine { entries: facts.waiting }));
    found.extend(facts.forked.iter().map(|laptop| Finding::Fork { laptop: laptop.clone() }));
    found.extend(of_unsent(facts));
    if found.is_empty() {
        found.push(match facts.line {
            Line::Untried => Finding::Untried,
            Line::NoCentre | Line::Offline | Line::Syncing | Line::Online | Line::Paused | Line::Trouble => {
                Finding::AllWell { entries: facts.arrived }
            }
        });
    }
    DoctorView { findings: found.into_iter().map(|finding| told(finding, facts.leader)).collect() }
}

fn of_clock(off_ms: Option<i64>) -> Option<Finding> {
    let off_ms = off_ms?;
    let minutes = u32::try_from(off_ms.unsigned_abs() / MINUTE_MS.unsigned_abs()).unwrap_or(u32::MAX);
    (minutes >= CLOCK_OFF_MINUTES).then_some(Finding::ClockWrong { minutes, ahead: off_ms > 0 })
}

/// What the last run met.
fn of_line(facts: &Facts) -> Option<Finding> {
    match facts.line {
        Line::NoCentre => Some(Finding::NoCentre),
        Line::Paused => Some(Finding::Paused),
        Line::Syncing => Some(Finding::Syncing),
        Line::Untried | Line::Online => None,
        Line::Offline | Line::Trouble => facts.noted.as_ref().map_or(Some(Finding::ServerAway), of_words),
    }
}

fn of_words(noted: &Words) -> Option<Finding> {
    Some(match noted.key.as_str() {
        words::NO_NETWORK => Finding::NoNetwork,
        words::UNREACHABLE => Finding::ServerAway,
        words::CENTRE_SLOW => Finding::ServerSlow,
        words::CENTRE_BUSY => Finding::ServerBusy,
        words::CENTRE_UNTRUSTED => Finding::Untrusted,
        words::CERTIFICATE_EXPIRED => Finding::CertificateExpired,
        words::CERTIFICATE_OTHER_NAME => Finding::CertificateOtherName,
        words::NOT_THE_CENTRE => Finding::NotTheCentre,
        words::OTHER_COMMUNE => Finding::OtherCommune,
        words::NOT_ADMITTED => Finding::NotAdmitted,
        words::REVOKED => Finding::LockedOut,
        words::VERSION_APART => Finding::VersionApart,
        words::QUARANTINED => Finding::SetAside,
        // Said of each laptop by name.
        words::FORK => return None,
        words::MISSING => {
            Finding::Missing { items: noted.params.get("count").and_then(|count| count.parse().ok()).unwrap_or(1) }
        }
        _ => Finding::LocalTrouble,
    })
}

/// What waits for long; without a centre nothing can arrive.
fn of_unsent(facts: &Facts) -> Option<Finding> {
    let minutes = facts.oldest_minutes.filter(|minutes| *minutes >= UNSENT_MINUTES)?;
    let entries = facts.written.saturating_sub(facts.arrived);
    (facts.line != Line::NoCentre && entries > 0).then_some(Finding::Unsent { entries, minutes })
}

fn told(finding: Finding, leader: bool) -> FindingView {
    let (grade, remedy) = handled(&finding);
    let key = format!("doctor-{}", key(&finding));
    let next = Words::new(&format!("{key}-next"));
    let what = named(Words::new(&key), &finding);
    let remedy = remedy.filter(|remedy| leader || *remedy != Remedy::Team);
    FindingView { finding, grade, what, next, remedy }
}

const fn handled(finding: &Finding) -> (Grade, Option<Remedy>) {
    match finding {
        Finding::LockedOut | Finding::OtherCommune | Finding::ClockWrong { .. } | Finding::NoCentre => {
            (Grade::Act, None)
        }
        Finding::Untrusted
        | Finding::CertificateExpired
        | Finding::CertificateOtherName
        | Finding::NotTheCentre
        | Finding::NotAdmitted
        | Finding::Unsent { .. } => (Grade::Act, Some(Remedy::SyncNow)),
        Finding::VersionApart | Finding::SetAside | Finding::Fork { .. } => (Grade::Act, None),
        Finding::LocalTrouble => (Grade::Act, Some(Remedy::Check)),
        Finding::Paused => (Grade::Act, Some(Remedy::Resume)),
        Finding::Quarantine { .. } => (Grade::Act, Some(Remedy::Team)),
        Finding::NoNetwork | Finding::ServerAway | Finding::ServerSlow | Finding::Missing { .. } => {
            (Grade::Passing, Some(Remedy::SyncNow))
        }
        Finding::Untried => (Grade::Passing, Some(Remedy::SyncNow)),
        Finding::ServerBusy | Finding::Syncing | Finding::Restored { .. } => (Grade::Passing, None),
        Finding::AllWell { .. } => (Grade::Well, None),
    }
}

/// The end of the catalogue's key.
pub(crate) const fn key(finding: &Finding) -> &'static str {
    match finding {
        Finding::LockedOut => "locked-out",
        Finding::OtherCommune => "other-commune",
        Finding::ClockWrong { ahead: true, .. } => "clock-ahead",
        Finding::ClockWrong { ahead: false, .. } => "clock-behind",
        Finding::Untrusted => "untrusted",
        Finding::CertificateExpired => "certificate-expired",
        Finding::CertificateOtherName => "certificate-other-name",
        Finding::NotTheCentre => "not-the-centre",
        Finding::NotAdmitted => "not-admitted",
        Finding::VersionApart => "version-apart",
        Finding::LocalTrouble => "local-trouble",
        Finding::NoNetwork => "no-network",
        Finding::ServerAway => "server-away",
        Finding::ServerSlow => "server-slow",
        Finding::ServerBusy => "server-busy",
        Finding::Paused => "paused",
        Finding::NoCentre => "no-centre",
        Finding::Restored { .. } => "restored",
        Finding::Quarantine { .. } => "quarantine",
        Finding::SetAside => "set-aside",
        Finding::Fork { .. } => "fork",
        Finding::Missing { .. } => "missing",
        Finding::Unsent { .. } => "unsent",
        Finding::Syncing => "syncing",
        Finding::Untried => "untried",
        Finding::AllWell { .. } => "all-well",
    }
}

/// The same words with the finding's facts.
fn named(words: Words, finding: &Finding) -> Words {
    match finding {
        Finding::ClockWrong { minutes, .. } => words.with("minutes", minutes),
        Finding::Quarantine { entries } | Finding::AllWell { entries } => words.with("entries", entries),
        Finding::Fork { laptop } => words.with("laptop", laptop),
        Finding::Missing { items } => words.with("items", items),
        Finding::Unsent { entries, minutes } => {
            words.with("entries", entries).with("hours", minutes / 60).with("minutes", minutes % 60)
        }
        Finding::LockedOut
        | Finding::OtherCommune
        | Finding::Untrusted
        | Finding::CertificateExpired
        | Finding::CertificateOtherName
        | Finding::NotTheCentre
        | Finding::NotAdmitted
        | Finding::VersionApart
        | Finding::LocalTrouble
        | Finding::NoNetwork
        | Finding::ServerAway
        | Finding::ServerSlow
        | Finding::ServerBusy
        | Finding::Paused
        | Finding::NoCentre
        | Finding::Restored { .. }
        | Finding::SetAside
        | Finding::Syncing
        | Finding::Untried => words,
    }
}

#[cfg(test)]
mod tests;

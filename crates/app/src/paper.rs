//! What this laptop remembers of a session's paper: pads that it printed, slips that were spoilt. Nothing of it travels, and
//! losing it loses no record.

use std::collections::BTreeSet;

use domain::ids::{DeviceId, SessionId};
use serde::{Deserialize, Serialize};
use store::Store;
use store::setting::SettingError;

use crate::Error;
use crate::failure::bug;
use crate::form::{TICKET_MAX, bad};

/// Pads that are remembered of one session.
pub(crate) const PADS_MAX: usize = 100;
/// Spoilt slips that are remembered of one session.
pub(crate) const SPOILT_MAX: usize = 2_000;
/// The setting that holds a session's: `paper.` and the session.
const PAPER: &str = "paper";
/// Letters of a pad's code that nobody takes for each other or for a digit.
const LETTERS: &[u8; 20] = b"ACDEFGHJKLMNPQRTUVXY";

/// The paper of one session.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Paper {
    /// In the order they were printed.
    pub(crate) pads: Vec<Printed>,
    /// Numbers that nobody will key in.
    pub(crate) spoilt: BTreeSet<u32>,
}

/// A pad that was printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Printed {
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// When, ms since 1970 UTC.
    pub(crate) at_ms: i64,
}

impl Paper {
    /// What is remembered of a session.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn of(store: &Store, session: SessionId) -> Result<Self, Error> {
        let Some(text) = store.setting(&name(session))? else { return Ok(Self::default()) };
        serde_json::from_str(&text).map_err(|_| bug("paper"))
    }

    /// Remembers it.
    ///
    /// # Errors
    /// The file.
    pub(crate) fn keep(&self, store: &mut Store, session: SessionId) -> Result<(), Error> {
        let text = serde_json::to_string(self).map_err(|_| bug("paper"))?;
        store.set_setting(&name(session), Some(&text)).map_err(|error| match error {
            SettingError::TooLong => bad("slips"),
            SettingError::Store(error) => error.into(),
        })
    }

    /// Whether a number is on a pad.
    pub(crate) fn has(&self, number: u32) -> bool {
        self.pads.iter().any(|pad| (pad.first..=pad.last).contains(&number))
    }

    /// The number that the next pad begins with, where `taken` is the highest ticket in use and `first` the session's first.
    pub(crate) fn next(&self, taken: Option<u32>, first: u32) -> u32 {
        let last = self.pads.iter().map(|pad| pad.last).chain(taken).max();
        last.map_or(first, |last| last.saturating_add(1).max(first)).min(TICKET_MAX)
    }

    /// The next ticket of the desk, which hands out none that is on a pad.
    pub(crate) fn next_ticket(&self, tickets: impl Iterator<Item = u32>, first: u32) -> u32 {
        let highest = tickets.filter(|ticket| !self.has(*ticket)).max();
        let mut next = highest.map_or(first, |ticket| ticket.saturating_add(1).max(first));
        // Pads may lie one behind the other, in any order.
        for _ in &self.pads {
            let pad = self.pads.iter().find(|pad| (pad.first..=pad.last).contains(&next));
            next = pad.map_or(next, |pad| pad.last.saturating_add(1));
        }
        next
    }
}

/// Two letters before the numbers of a session's pads, others on each laptop: slips of two piles are told apart.
pub(crate) fn pad_code(session: SessionId, device: DeviceId) -> String {
    let both: Vec<u8> = session.as_bytes().iter().chain(device.as_bytes()).copied().collect();
    let digest = blake3::derive_key("dong-hanh pad code", &both);
    let count = u8::try_from(LETTERS.len()).unwrap_or(1);
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % count)).map(|letter| char::from(*letter));
    digest.iter().take(2).filter_map(letter).collect()
}

fn name(session: SessionId) -> String {
    format!("{PAPER}.{}", session.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(ranges: &[(u32, u32)]) -> Paper {
        let pads = ranges.iter().map(|(first, last)| Printed { first: *first, last: *last, at_ms: 0 }).collect();
        Paper { pads, spoilt: BTreeSet::new() }
    }

    #[test]
    fn a_pad_goes_on_where_the_last_one_and_the_desk_ended() {
        let check = |ranges: &[(u32, u32)], taken, first, expected| {
            assert_eq!(printed(ranges).next(taken, first), expected, "{ranges:?} {taken:?}");
        };
        check(&[], None, 41, 41);
        check(&[], Some(7), 1, 8);
        check(&[(1, 30)], Some(7), 1, 31);
        check(&[(1, 30), (31, 60)], Some(70), 1, 71);
        check(&[(1, TICKET_MAX)], None, 1, TICKET_MAX);
    }

    #[test]
    fn the_desk_hands_out_no_number_of_a_pad() {
        let check = |ranges: &[(u32, u32)], tickets: &[u32], expected| {
            assert_eq!(printed(ranges).next_ticket(tickets.iter().copied(), 1), expected, "{ranges:?} {tickets:?}");
        };
        check(&[], &[3, 2], 4);
        check(&[(1, 30)], &[], 31);
        check(&[(1, 30)], &[12, 30], 31);
        check(&[(31, 60), (1, 30)], &[], 61);
        check(&[(5, 30)], &[3], 4);
        check(&[(5, 30)], &[3, 4], 31);
    }

    #[test]
    fn codes_have_two_letters_and_differ_between_laptops() {
        let (session, device) = (SessionId(uuid::Uuid::from_u128(7)), |byte| DeviceId::from_bytes([byte; 16]));
        let code = pad_code(session, device(1));
        assert!(code.len() == 2 && code.bytes().all(|letter| LETTERS.contains(&letter)), "{code}");
        assert_ne!(code, pad_code(session, device(2)));
    }
}

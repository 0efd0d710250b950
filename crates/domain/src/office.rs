//! Offices that people are sent to: what is done there, and when they are open.
//! Never here: which office somebody needs (`triage`), nor the words of days (the catalogue).

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use crate::choices::closed_choice;
use crate::person::{Address, Note, Phone, Title};

/// At most this many offices are kept in use by one commune.
pub const OFFICES_MAX: usize = 50;
/// At most this many times a day an office opens.
pub const OPENINGS_MAX: usize = 4;
/// Longest text worth reading as one day's hours, in bytes.
const HOURS_TEXT_BYTES_MAX: usize = 200;
const DAY_MINUTES: u16 = 24 * 60;
/// Monday first.
pub const WEEKDAYS: usize = 7;

closed_choice! {
    /// What is done at an office.
    OfficeTask {
        /// Cards are made.
        Card = 1, "card";
        /// Level 2 is enrolled (thu nhận).
        Level2 = 2, "level-2";
        /// VNeID is installed, activated or opened again.
        AppHelp = 3, "app-help";
    }
}

/// An office: where it is, what is done there, when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    /// What people call it.
    pub name: Title,
    /// Where it is.
    pub address: Option<Address>,
    /// What is done there.
    pub tasks: BTreeSet<OfficeTask>,
    /// When it is open.
    pub hours: OpeningHours,
    /// The office's phone.
    pub phone: Option<Phone>,
    /// What else to know: which door, which holidays.
    pub note: Option<Note>,
}

/// A stretch of a day, in minutes from midnight: it begins before it ends, and ends at 24:00 at the latest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Opening {
    from_min: u16,
    until_min: u16,
}

/// The hours of a week, Monday first; of each day at most [`OPENINGS_MAX`] stretches that rise and do not overlap.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OpeningHours([Vec<Opening>; WEEKDAYS]);

/// Days in a row with the same hours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run<'a> {
    /// The first day, 0 for Monday.
    pub first: usize,
    /// The last day.
    pub last: usize,
    /// The hours of each; at least one stretch.
    pub hours: &'a [Opening],
}

/// Why hours are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// Not `7:30-11:30, 13:30-17:00`.
    #[error("hours are written as 7:30-11:30, 13:30-17:00")]
    Form,
    /// A stretch that ends before it begins, or two that overlap.
    #[error("the hours do not follow on each other")]
    Order,
    /// More than [`OPENINGS_MAX`] stretches.
    #[error("a day has at most {OPENINGS_MAX} stretches of hours")]
    TooMany,
}

impl Opening {
    /// From a minute of the day until another.
    ///
    /// # Errors
    /// [`HoursError::Order`].
    pub const fn new(from_min: u16, until_min: u16) -> Result<Self, HoursError> {
        if from_min < until_min && until_min <= DAY_MINUTES {
            Ok(Self { from_min, until_min })
        } else {
            Err(HoursError::Order)
        }
    }

    /// The first minute.
    #[must_use]
    pub const fn from_min(self) -> u16 {
        self.from_min
    }

    /// The minute at which it shuts.
    #[must_use]
    pub const fn until_min(self) -> u16 {
        self.until_min
    }
}

impl fmt::Display for Opening {
    /// `7:30–11:30`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.from_min, self.until_min);
        write!(f, "{}:{:02}–{}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

/// The hours of one day as people write them: `7:30–11:30, 13:30–17:00`; empty where it is shut.
#[must_use]
pub fn day_text(hours: &[Opening]) -> String {
    hours.iter().map(Opening::to_string).collect::<Vec<_>>().join(", ")
}

/// Reads the hours of one day: `7:30-11:30, 13:30-17:00`, `7h30–11h30; 13h30–17h`, `8-11`; nothing where it is shut.
///
/// # Errors
/// Another form, stretches that overlap, too many.
pub fn day_hours(text: &str) -> Result<Vec<Opening>, HoursError> {
    if text.len() > HOURS_TEXT_BYTES_MAX {
        return Err(HoursError::Form);
    }
    let stretches = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut hours = stretches.map(stretch).collect::<Result<Vec<_>, _>>()?;
    hours.sort_unstable();
    checked_day(hours)
}

fn checked_day(hours: Vec<Opening>) -> Result<Vec<Opening>, HoursError> {
    if hours.len() > OPENINGS_MAX {
        return Err(HoursError::TooMany);
    }
    let rises = hours.iter().zip(hours.iter().skip(1)).all(|(one, next)| one.until_min <= next.from_min);
    if rises { Ok(hours) } else { Err(HoursError::Order) }
}

fn stretch(text: &str) -> Result<Opening, HoursError> {
    let (from, until) = text.split_once(['-', '–', '—']).ok_or(HoursError::Form)?;
    Opening::new(minute(from)?, minute(until)?)
}

/// `7`, `7:30`, `7h30`, `7h`, `7g30`, `07.30`.
fn minute(text: &str) -> Result<u16, HoursError> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', 'h', 'H', 'g', 'G', '.']).unwrap_or((text, ""));
    let digits = |text: &str, most: u16| {
        let shaped = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = text.parse::<u16>().ok().filter(|value| shaped && *value <= most);
        value.ok_or(HoursError::Form)
    };
    let minutes = match minutes.trim() {
        "" => 0,
        minutes if minutes.len() == 2 => digits(minutes, 59)?,
        _ => return Err(HoursError::Form),
    };
    Ok(digits(hours.trim(), 24)?.saturating_mul(60).saturating_add(minutes))
}

impl OpeningHours {
    /// The hours of the seven days, Monday first.
    ///
    /// # Errors
    /// Stretches that overlap, too many.
    pub fn new(days: [Vec<Opening>; WEEKDAYS]) -> Result<Self, HoursError> {
        for day in &days {
            checked_day(day.clone())?;
        }
        Ok(Self(days))
    }

    /// Each day's hours, Monday first.
    #[must_use]
    pub const fn days(&self) -> &[Vec<Opening>; WEEKDAYS] {
        &self.0
    }

    /// Whether nobody has said when it is open.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// The hours on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> &[Opening] {
        let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        self.0.get(weekday).map_or(&[], Vec::as_slice)
    }

    /// The first day after this one on which it is open, with its hours.
    #[must_use]
    pub fn next_after(&self, day: NaiveDate) -> Option<(NaiveDate, &[Opening])> {
        let days = (1..=7).filter_map(|ahead| day.checked_add_days(Days::new(ahead)));
        days.map(|day| (day, self.on(day))).find(|(_, hours)| !hours.is_empty())
    }

    /// Days in a row with the same hours put together; days on which it is shut are left out.
    #[must_use]
    pub fn runs(&self) -> Vec<Run<'_>> {
        let mut runs: Vec<Run<'_>> = Vec::new();
        for (day, hours) in self.0.iter().enumerate().filter(|(_, hours)| !hours.is_empty()) {
            match runs.last_mut() {
                Some(run) if run.last.saturating_add(1) == day && run.hours == hours.as_slice() => run.last = day,
                Some(_) | None => runs.push(Run { first: day, last: day, hours }),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Vec<Opening> {
        day_hours(text).unwrap()
    }

    fn office_hours() -> OpeningHours {
        let (full, half) = (hours("7:30-11:30, 13:30-17:00"), hours("8-11"));
        let mut days: [Vec<Opening>; WEEKDAYS] = std::array::from_fn(|_| full.clone());
        (days[5], days[6]) = (half, Vec::new());
        OpeningHours::new(days).unwrap()
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let check = |text: &str, expected: Result<&str, HoursError>| {
            let got = day_hours(text).map(|hours| day_text(&hours));
            assert_eq!(got, expected.map(str::to_owned), "{text:?}");
        };
        let whole = "7:30–11:30, 13:30–17:00";
        check("7:30-11:30, 13:30-17:00", Ok(whole));
        check("13h30 – 17h; 7h30–11h30", Ok(whole));
        check("07.30—11.30,13g30-17", Ok(whole));
        check("0-24", Ok("0:00–24:00"));
        check(" , ", Ok(""));
        check("", Ok(""));
        check("11:30-7:30", Err(HoursError::Order));
        check("8-8", Err(HoursError::Order));
        check("8-24:30", Err(HoursError::Order));
        check("7-12, 11-17", Err(HoursError::Order));
        check("1-2,3-4,5-6,7-8,9-10", Err(HoursError::TooMany));
        for other in ["sáng", "7:30", "7:3-8", "7:60-8", "25-26", "+7-8", "7-8-9", "7:300-8", "٧-٨"] {
            check(other, Err(HoursError::Form));
        }
        check(&"8-9,".repeat(200), Err(HoursError::Form));
    }

    #[test]
    fn days_in_a_row_with_the_same_hours_stand_together() {
        let week = office_hours();
        let told: Vec<_> = week.runs().iter().map(|run| (run.first, run.last, day_text(run.hours))).collect();
        assert_eq!(told, [(0, 4, "7:30–11:30, 13:30–17:00".to_owned()), (5, 5, "8:00–11:00".to_owned())]);
        assert!(OpeningHours::default().runs().is_empty() && OpeningHours::default().is_unknown());
        let mut gap: [Vec<Opening>; WEEKDAYS] = Default::default();
        (gap[0], gap[2]) = (hours("8-11"), hours("8-11"));
        assert_eq!(OpeningHours::new(gap).unwrap().runs().len(), 2, "a day between parts them");
    }

    #[test]
    fn a_day_is_open_or_the_next_one_is_named() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let week = office_hours();
        assert_eq!(day_text(week.on(day("2026-11-21"))), "8:00–11:00", "a Saturday");
        assert!(week.on(day("2026-11-22")).is_empty(), "a Sunday");
        assert_eq!(week.next_after(day("2026-11-22")).unwrap().0, day("2026-11-23"));
        assert_eq!(OpeningHours::default().next_after(day("2026-11-22")), None);
        let mut once: [Vec<Opening>; WEEKDAYS] = Default::default();
        once[5] = hours("8-11");
        let once = OpeningHours::new(once).unwrap();
        assert_eq!(once.next_after(day("2026-11-21")).unwrap().0, day("2026-11-28"), "a week later");
    }

    #[test]
    fn a_week_with_hours_that_overlap_is_none() {
        let mut days: [Vec<Opening>; WEEKDAYS] = Default::default();
        days[3] = vec![Opening::new(480, 700).unwrap(), Opening::new(600, 800).unwrap()];
        assert_eq!(OpeningHours::new(days), Err(HoursError::Order));
        assert_eq!(Opening::new(0, 1441), Err(HoursError::Order));
    }
}

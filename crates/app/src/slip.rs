//! What hands write on a slip, read into the field's values: last digits of a number, codes without their hyphens, days
//! without their year.

use chrono::{Datelike, NaiveDate};
use domain::catalogue::Catalogue;
use domain::citizen_number::CITIZEN_NUMBER_DIGITS;
use domain::record::ASSIST_DIFFICULTIES_MAX;
use domain::service::DifficultyCode;

use crate::form::bad;
use crate::view::desk::PersonForm;
use crate::{Error, clock};

/// Fewer digits than these tell nobody apart.
const TAIL_DIGITS_MIN: usize = 3;
/// Before the last digits of a number, in the note of a slip that has no more. It is kept as written, so in Vietnamese
/// always.
const TAIL: &str = "Số định danh trên phiếu: …";

/// The person with a whole number or none, and the digits that are to be compared or kept where they are no number.
pub(crate) fn person(person: &PersonForm, digits: &str) -> (PersonForm, String) {
    let digits: String = digits.chars().filter(|c| !matches!(c, ' ' | '.' | '…')).collect();
    let is_number = digits.bytes().all(|digit| digit.is_ascii_digit());
    let is_tail = is_number && (TAIL_DIGITS_MIN..CITIZEN_NUMBER_DIGITS).contains(&digits.len());
    match (digits.is_empty(), person.number.is_empty()) {
        (true, _) => (person.clone(), String::new()),
        (false, true) if is_tail => (person.clone(), digits),
        (false, true) => (PersonForm { number: digits, ..person.clone() }, String::new()),
        (false, false) => (person.clone(), digits),
    }
}

/// A note with the last digits, so that the person can be found later.
pub(crate) fn note_with_tail(note: &str, tail: &str) -> String {
    match note.trim() {
        "" => format!("{TAIL}{tail}"),
        note => format!("{note}\n{TAIL}{tail}"),
    }
}

/// Difficulty codes as hands write them: `otp1`, `SIM 3`, `face`; parted by commas, spaces or what stands for them.
///
/// # Errors
/// A code that nobody knows, or more than an assist takes.
pub(crate) fn codes(catalogue: &Catalogue, text: &str) -> Result<Vec<String>, Error> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        let before = words.last_mut().filter(|last| is_number && last.chars().all(char::is_alphabetic));
        match before {
            Some(last) => last.push_str(word),
            None => words.push(word.to_uppercase()),
        }
    }
    if words.len() > ASSIST_DIFFICULTIES_MAX {
        return Err(bad("difficulties"));
    }
    words.iter().map(|word| code(catalogue, word).ok_or_else(|| bad("difficulties"))).collect()
}

/// The one code that a word stands for.
fn code(catalogue: &Catalogue, word: &str) -> Option<String> {
    let all = catalogue.difficulties().iter().map(|it| &it.code);
    let wanted = parts(word);
    let mut found = all.filter(|code| {
        let (letters, number) = parts(code.as_str());
        letters == wanted.0 && (number == wanted.1 || wanted.1.is_none())
    });
    let first: Option<&DifficultyCode> = found.next();
    first.filter(|_| found.next().is_none()).map(ToString::to_string)
}

/// `OTP-01` and `OTP1` are letters and a number.
fn parts(word: &str) -> (String, Option<u32>) {
    let letters: String = word.chars().take_while(|c| !c.is_ascii_digit()).filter(|c| *c != '-').collect();
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    (letters, digits.parse().ok())
}

/// A return day; without a year the first such day from the session's on.
///
/// # Errors
/// No day.
pub(crate) fn return_day(text: &str, session_day: NaiveDate) -> Result<Option<NaiveDate>, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = written_day(text, session_day).or_else(|| clock::read_day(text));
    read.map(Some).ok_or_else(|| bad("return-day"))
}

fn written_day(text: &str, session_day: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<u32> = text.split(['/', '-', '.']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let this_year = session_day.year();
    match parts.as_slice() {
        [day, month, year] => {
            let year = i32::try_from(*year).ok()?;
            NaiveDate::from_ymd_opt(if year < 100 { year + 2000 } else { year }, *month, *day)
        }
        [day, month] => {
            let days = [this_year, this_year + 1].map(|year| NaiveDate::from_ymd_opt(year, *month, *day));
            days.into_iter().flatten().find(|found| *found >= session_day)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_hands_write_them() {
        let check = |text: &str, expected: Option<&[&str]>| {
            let got = codes(Catalogue::built_in(), text).ok();
            assert_eq!(got, expected.map(|it| it.iter().map(|code| (*code).to_owned()).collect()), "{text:?}");
        };
        check("", Some(&[]));
        check("OTP-01", Some(&["OTP-01"]));
        check("otp1, sim 3", Some(&["OTP-01", "SIM-03"]));
        check("Sim3 otp-1; face", Some(&["SIM-03", "OTP-01", "FACE-01"]));
        check("sim", None);
        check("zzz1", None);
        check("sim 99", None);
    }

    #[test]
    fn a_day_without_a_year_is_the_next_one_from_the_session_on() {
        let session: NaiveDate = "2026-11-21".parse().unwrap();
        let check = |text: &str, expected: Option<&str>| {
            let got = return_day(text, session).ok().flatten().map(clock::iso);
            assert_eq!(got.as_deref(), expected, "{text:?}");
        };
        check("24/11", Some("2026-11-24"));
        check("3.1", Some("2027-01-03"));
        check("24/11/2026", Some("2026-11-24"));
        check("24-11-26", Some("2026-11-24"));
        check("2026-11-24", Some("2026-11-24"));
        check("", None);
        check("31/2", None);
        assert!(return_day("mai", session).is_err());
    }

    #[test]
    fn last_digits_are_no_number_and_go_into_the_note() {
        let check = |known: &str, written: &str, expected: (&str, &str)| {
            let form = PersonForm { number: known.into(), ..PersonForm::default() };
            let (got, tail) = person(&form, written);
            assert_eq!((got.number.as_str(), tail.as_str()), expected, "{known:?} {written:?}");
        };
        check("", "1234", ("", "1234"));
        check("", "005 185 000 002", ("005185000002", ""));
        check("", "12", ("12", ""));
        check("005185000002", "…002", ("005185000002", "002"));
        check("005185000002", "", ("005185000002", ""));
        assert_eq!(note_with_tail(" hẹn tối ", "1234"), "hẹn tối\nSố định danh trên phiếu: …1234");
    }
}

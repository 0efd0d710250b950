//! Personal numbers and phone numbers as spreadsheets leave them: without their first zero.

use domain::citizen_number::CitizenNumber;
use domain::person::{BirthDate, Phone, Sex};

use super::grid::whole;
use super::{Cell, Fault};

/// At most this many digits of a number are looked at.
const DIGITS_MAX: usize = 32;

/// Reads a personal number, and says whether a zero that was lost was put back: where exactly one is missing, and the birth
/// year, which must be known, and the sex, if known, agree. Ten digits may be anything, a phone number too: two zeros are
/// never put back.
pub(super) fn citizen(
    cell: &Cell,
    birth: Option<BirthDate>,
    sex: Option<Sex>,
) -> Result<Option<(CitizenNumber, bool)>, Fault> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Day(_) => return Err(Fault::NumberNotDigits),
        Cell::Number(number) => whole(*number).ok_or(Fault::NumberNotDigits)?,
        Cell::Text(text) => text.chars().filter(|c| !between(*c)).take(DIGITS_MAX).collect(),
    };
    if is_scientific(&text) {
        return Err(Fault::NumberRounded);
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Fault::NumberNotDigits);
    }
    match text.len() {
        12 => CitizenNumber::parse(&text).map(|it| Some((it, false))).map_err(|_| Fault::NumberNotDigits),
        11 => restored(&text, birth, sex).map(|it| Some((it, true))),
        10 => Err(Fault::NumberZerosLost),
        9 => Err(Fault::NumberOld),
        _ => Err(Fault::NumberLength),
    }
}

fn restored(text: &str, birth: Option<BirthDate>, sex: Option<Sex>) -> Result<CitizenNumber, Fault> {
    let number = CitizenNumber::parse(&format!("0{text}")).map_err(|_| Fault::NumberNotDigits)?;
    let agrees =
        birth.is_some_and(|birth| birth.year() == number.birth_year()) && sex.is_none_or(|sex| sex == number.sex());
    if agrees { Ok(number) } else { Err(Fault::NumberZeroUnsure) }
}

/// What people put between digits.
fn between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’' | '.' | '\u{200B}')
}

/// `5.1185E+10`: the digits behind are gone.
fn is_scientific(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'+');
        digits(number) && digits(power)
    })
}

/// Reads a phone number; of several the first.
pub(super) fn phone(cell: &Cell) -> Result<Option<(Phone, bool)>, Fault> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Day(_) => return Err(Fault::PhoneBad),
        Cell::Number(number) => whole(*number).ok_or(Fault::PhoneBad)?,
        Cell::Text(text) => text.to_string(),
    };
    if let Some(phone) = one_phone(&text) {
        return Ok(Some((phone, false)));
    }
    let first = text.split(['/', ';', ',', '\n']).find_map(one_phone);
    first.map(|phone| Some((phone, true))).ok_or(Fault::PhoneBad)
}

fn one_phone(text: &str) -> Option<Phone> {
    let text = text.trim().trim_start_matches('\'');
    let lost = || {
        let digits: String = text.chars().filter(|c| !between(*c)).take(DIGITS_MAX).collect();
        let mobile = digits.len() == 9 && digits.starts_with(['3', '5', '7', '8', '9']);
        mobile.then(|| Phone::parse(&format!("0{digits}")).ok()).flatten()
    };
    Phone::parse(text).ok().or_else(lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_its_zero_is_restored_only_where_the_rest_agrees() {
        let year = |year| BirthDate::year_only(year).ok();
        let check = |cell: Cell, birth: Option<BirthDate>, sex: Option<Sex>, expected: Result<&str, Fault>| {
            let got = citizen(&cell, birth, sex);
            let restored = got.as_ref().is_ok_and(|it| it.is_some_and(|(_, restored)| restored));
            assert_eq!(restored, cell.shown().len() == 11 && expected.is_ok(), "{cell:?}");
            let got = got.map(|it| it.map_or(String::new(), |(it, _)| it.as_str().to_owned()));
            assert_eq!(got, expected.map(str::to_owned), "{cell:?}");
        };
        let text = Cell::of_text;
        check(text("005185000002"), None, None, Ok("005185000002"));
        check(text("005 185 000 002"), None, None, Ok("005185000002"));
        check(text("'005185000002"), None, None, Ok("005185000002"));
        check(Cell::Number(930_490_000_001.0), None, None, Ok("930490000001"));
        check(Cell::Number(30_490_000_001.0), year(2190), None, Ok("030490000001"));
        check(text("30490000001"), year(2190), Some(Sex::Male), Ok("030490000001"));
        check(Cell::Number(30_490_000_001.0), year(2190), Some(Sex::Female), Err(Fault::NumberZeroUnsure));
        check(Cell::Number(30_490_000_001.0), year(1990), None, Err(Fault::NumberZeroUnsure));
        check(Cell::Number(30_490_000_001.0), None, None, Err(Fault::NumberZeroUnsure));
        check(Cell::Number(5_185_000_002.0), year(1985), None, Err(Fault::NumberZerosLost));
        check(text("380000001"), None, None, Err(Fault::NumberOld));
        check(text("0051850000020"), None, None, Err(Fault::NumberLength));
        check(text("5.185E+09"), None, None, Err(Fault::NumberRounded));
        check(text("5,185E+09"), None, None, Err(Fault::NumberRounded));
        check(text("00518500000O"), None, None, Err(Fault::NumberNotDigits));
        check(text("không có"), None, None, Err(Fault::NumberNotDigits));
        check(Cell::Number(0.5), None, None, Err(Fault::NumberNotDigits));
        check(Cell::Empty, None, None, Ok(""));
    }

    #[test]
    fn phones_are_read_without_their_zero_and_the_first_of_several() {
        let check = |cell: Cell, expected: Result<(&str, bool), Fault>| {
            let got = phone(&cell).map(|it| it.map(|(phone, several)| (phone.as_str().to_owned(), several)));
            assert_eq!(got, expected.map(|(phone, several)| Some((phone.to_owned(), several))), "{cell:?}");
        };
        check(Cell::Number(505_000_001.0), Ok(("0505000001", false)));
        check(Cell::of_text("505000001"), Ok(("0505000001", false)));
        check(Cell::of_text("0505.000.001"), Ok(("0505000001", false)));
        check(Cell::of_text("84505000001"), Ok(("0505000001", false)));
        check(Cell::of_text("0505000001/0505000002"), Ok(("0505000001", true)));
        check(Cell::of_text("không có"), Err(Fault::PhoneBad));
        check(Cell::of_text("113"), Err(Fault::PhoneBad));
    }
}

//! Days as people write them. What could be two days is neither.

use chrono::{Datelike, Days, NaiveDate};
use domain::fold::fold;

use super::Cell;
use super::grid::whole;

/// What a cell says of a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DayRead {
    /// Nothing stands there.
    Empty,
    /// A day.
    Day(NaiveDate),
    /// A year, or a year with a month.
    Year(u16),
    /// A year of two digits: which century?
    Century(NaiveDate),
    /// Day and month may be the other way round.
    Order,
    /// Not a day.
    Bad,
}

/// Years taken for years where a number stands alone; a spreadsheet's days of these numbers lie in 1905.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2199;

/// Reads a cell. `months_first`: somewhere in its column a month stands before a day.
pub(super) fn read(cell: &Cell, months_first: bool) -> DayRead {
    match cell {
        Cell::Empty => DayRead::Empty,
        Cell::Day(day) => DayRead::Day(*day),
        Cell::Number(number) => of_number(*number),
        Cell::Text(text) => of_text(text, months_first),
    }
}

/// A year, digits of a day without their zero, or a spreadsheet's count of days.
fn of_number(number: f64) -> DayRead {
    let Some(digits) = whole(number.trunc()) else { return DayRead::Bad };
    match digits.len() {
        4 => year(&digits).map_or_else(|| serial(&digits), DayRead::Year),
        5 => serial(&digits),
        7 => of_digits(&format!("0{digits}")),
        8 => of_digits(&digits),
        _ => DayRead::Bad,
    }
}

/// Days since the end of 1899, as spreadsheets count them from March 1900 on.
fn serial(digits: &str) -> DayRead {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    let days = digits.parse().ok().filter(|days| *days > 60);
    days.and_then(|days| epoch.checked_add_days(Days::new(days))).map_or(DayRead::Bad, DayRead::Day)
}

fn of_text(text: &str, months_first: bool) -> DayRead {
    // A time of day behind it says nothing.
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    let text = text.split(" 00:00").next().unwrap_or(text);
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if !has_only_words_of_a_day(text) {
        return DayRead::Bad;
    }
    match parts.as_slice() {
        [digits] if digits.len() == 8 => of_digits(digits),
        // A spreadsheet's count of days that became a text.
        [digits] if digits.len() == 5 => serial(digits),
        [digits] if digits.len() == 4 => year(digits).map_or(DayRead::Bad, DayRead::Year),
        [month, digits] if digits.len() == 4 && month.len() <= 2 => month_and_year(month, digits),
        [digits, month, day] if digits.len() == 4 => day_of(digits, month, day).map_or(DayRead::Bad, DayRead::Day),
        [day, month, digits] if digits.len() == 4 => day_month_year(day, month, digits, months_first),
        [day, month, digits] if digits.len() == 2 => two_digits(day, month, digits),
        _ => DayRead::Bad,
    }
}

/// `ngày 1 tháng 2 năm 1990`, `sinh năm 1990`, signs between numbers.
fn has_only_words_of_a_day(text: &str) -> bool {
    let folded = fold(text);
    let known = ["ngay", "thang", "nam", "sinh", "ns"];
    folded.split(' ').all(|word| word.is_empty() || word.bytes().all(|b| b.is_ascii_digit()) || known.contains(&word))
}

fn day_month_year(day: &str, month: &str, digits: &str, months_first: bool) -> DayRead {
    let unknown = |part: &str| part.bytes().all(|b| b == b'0');
    if unknown(day) {
        // 00/00/1990: the register knows the year alone.
        return month_and_year(if unknown(month) { "1" } else { month }, digits);
    }
    match (day_of(digits, month, day), months_first) {
        (Some(read), false) => DayRead::Day(read),
        (Some(read), true) if read.day() == read.month() => DayRead::Day(read),
        (Some(_), true) => DayRead::Order,
        (None, _) if day_of(digits, day, month).is_some() => DayRead::Order,
        (None, _) => DayRead::Bad,
    }
}

fn month_and_year(month: &str, digits: &str) -> DayRead {
    let known = day_of(digits, month, "1").is_some();
    year(digits).filter(|_| known).map_or(DayRead::Bad, DayRead::Year)
}

/// The day in 20xx; who knows the century may move it.
fn two_digits(day: &str, month: &str, digits: &str) -> DayRead {
    day_of(&format!("20{digits}"), month, day).map_or(DayRead::Bad, DayRead::Century)
}

/// `01021990` or `19900201`, where only one of them can be.
fn of_digits(digits: &str) -> DayRead {
    let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default();
    let day_first = day_of(part(4..8), part(2..4), part(0..2));
    let year_first = day_of(part(0..4), part(4..6), part(6..8));
    match (day_first, year_first) {
        (Some(day), None) | (None, Some(day)) => DayRead::Day(day),
        (Some(one), Some(other)) if one == other => DayRead::Day(one),
        (Some(_), Some(_)) => DayRead::Order,
        (None, None) => DayRead::Bad,
    }
}

fn year(digits: &str) -> Option<u16> {
    digits.parse().ok().filter(|year| YEARS.contains(year))
}

fn day_of(year_digits: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year = year(year_digits)?;
    NaiveDate::from_ymd_opt(i32::from(year), month.parse().ok()?, day.parse().ok()?)
}

/// Whether a month stands before a day in one of the texts of a column.
pub(super) fn months_first<'a>(mut texts: impl Iterator<Item = &'a str>) -> bool {
    texts.any(|text| text.len() <= 20 && of_text(text, false) == DayRead::Order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> DayRead {
        DayRead::Day(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn days_are_read_in_all_usual_forms() {
        let check = |text: &str, expected: DayRead| assert_eq!(read(&Cell::of_text(text), false), expected, "{text}");
        for text in ["1/2/1990", "01/02/1990", "1-2-1990", "01.02.1990", "1 / 2 / 1990", "01021990", "1990-02-01"] {
            check(text, day(1990, 2, 1));
        }
        for text in ["ngày 1 tháng 2 năm 1990", "1990-02-01T00:00:00", "01/02/1990 00:00:00", "1990/2/1", "19900201"]
        {
            check(text, day(1990, 2, 1));
        }
        for text in ["1990", "00/00/1990", "Sinh năm 1990", "năm 1990", "02/1990", "--/--/1990", "/ /1990"] {
            check(text, DayRead::Year(1990));
        }
        check("", DayRead::Empty);
        check("13/31/1990", DayRead::Bad);
        check("12/31/1990", DayRead::Order);
        check("20102010", day(2010, 10, 20));
        check("20032004", day(2004, 3, 20));
        check("01/02/90", DayRead::Century(NaiveDate::from_ymd_opt(2090, 2, 1).unwrap()));
        check("32905", day(1990, 2, 1));
        for text in ["31/02/1990", "1/2/190", "abc", "1/2/3/1990", "3 con 1990", "1/13/1890", "99999999"] {
            check(text, DayRead::Bad);
        }
    }

    #[test]
    fn numbers_of_a_spreadsheet_are_days_or_years() {
        let check =
            |number: f64, expected: DayRead| assert_eq!(read(&Cell::Number(number), false), expected, "{number}");
        check(32905.0, day(1990, 2, 1));
        check(32905.75, day(1990, 2, 1));
        check(1990.0, DayRead::Year(1990));
        check(1_021_990.0, day(1990, 2, 1));
        check(12_121_990.0, day(1990, 12, 12));
        check(-3.0, DayRead::Bad);
        check(f64::NAN, DayRead::Bad);
        check(f64::INFINITY, DayRead::Bad);
        check(1e300, DayRead::Bad);
        check(0.0, DayRead::Bad);
    }

    #[test]
    fn a_month_before_a_day_makes_its_column_uncertain() {
        assert!(months_first(["03/04/1990", "12/31/1990"].into_iter()));
        assert!(!months_first(["03/04/1990", "31/12/1990", "1990"].into_iter()));
        assert_eq!(read(&Cell::of_text("03/04/1990"), true), DayRead::Order);
        assert_eq!(read(&Cell::of_text("04/04/1990"), true), day(1990, 4, 4));
    }
}

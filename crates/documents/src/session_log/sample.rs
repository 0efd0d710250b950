//! The largest title block and the emptiest line, for tests of the bounds.

use chrono::{NaiveDate, NaiveTime};
use domain::language::Language;

use super::{ColumnTitles, HEADING_LINES_MAX, Heading, LogRow};

/// A heading with every line it can have, and one too many.
pub(crate) fn heading() -> Heading {
    Heading {
        language: Language::English,
        title: "LOG".to_owned(),
        lines: (0..=HEADING_LINES_MAX).map(|line| line.to_string()).collect(),
        warning: "Personal data.".to_owned(),
        practice_mark: Some("PRACTICE".to_owned()),
        columns: ColumnTitles::default(),
        log_sheet: "Log".to_owned(),
        summary_sheet: "Summary".to_owned(),
        page: "Page".to_owned(),
        made_at: NaiveDate::default().into(),
        rows_expected: 0,
    }
}

/// A line with nothing but its number.
pub(crate) fn row() -> LogRow<'static> {
    LogRow {
        number: 1,
        ticket: "",
        day: NaiveDate::default(),
        time: NaiveTime::MIN,
        place: "",
        name: "",
        birth_year: None,
        sex: "",
        citizen_number: "",
        service: "",
        outcome: "",
        difficulties: "",
        return_day: None,
        utilities: "",
        note: "",
        recorded_by: "",
        device: "",
        state: "",
        voided: false,
    }
}

//! A list as text, one line a row, so that a test can say cell by cell what was read.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use documents::roster::{self, Grid, Line};

/// The day of every import here.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/roster")
}

/// Everything that was read of a file.
pub fn told(grids: &[Grid]) -> String {
    let mut told = String::new();
    for (grid, table) in grids.iter().zip(roster::tables(grids)) {
        if grid.hidden {
            told += &format!("[{}] hidden\n", grid.name);
            continue;
        }
        let Some(table) = table else {
            told += &format!("[{}] no list\n", grid.name);
            continue;
        };
        let reading = table.read(grid, today());
        let columns = table.columns.iter().map(|it| it.field.map_or("?", |field| field.key())).collect::<Vec<_>>();
        told += &format!(
            "[{}] header {} | {} | skipped {}\n",
            grid.name,
            table.header_row,
            columns.join(" "),
            reading.skipped
        );
        reading.lines.iter().for_each(|it| told += &line(it));
    }
    told
}

fn line(line: &Line) -> String {
    let content = &line.content;
    let cells = [
        line.row.to_string(),
        content.name.as_ref().map_or("-".to_owned(), |it| it.as_str().to_owned()),
        content.number.map_or("-".to_owned(), |it| it.as_str().to_owned()),
        content.birth.map_or("-".to_owned(), |it| it.to_iso()),
        content.sex.map_or("-", |it| it.key()).to_owned(),
        content.phone.as_ref().map_or("-".to_owned(), |it| it.as_str().to_owned()),
        content.village.clone().unwrap_or("-".to_owned()),
        content.unit.clone().unwrap_or("-".to_owned()),
        content.address.as_ref().map_or("-".to_owned(), |it| it.as_str().to_owned()),
        content.state.map_or("-", |it| it.key()).to_owned(),
        content.sms_day.map_or("-".to_owned(), |it| it.to_string()),
        line.faults.iter().map(|it| it.key()).chain(line.zero_restored.then_some("+0")).collect::<Vec<_>>().join(" "),
    ];
    format!("{}\n", cells.join(" | ").trim_end_matches(" | "))
}

//! The log of a session as XLSX beside `rust_xlsxwriter` writing the same cells: no looks, no heights, no summary, the
//! library's own settings, streamed as ours is.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use chrono::{NaiveDate, NaiveTime};
use documents::session_log::{Cell, ColumnTitles, Format, Heading, LogRow, SessionLogFile, Summary};
use domain::language::Language;
use domain::synthetic::{SyntheticPerson, synthetic_people};
use rust_xlsxwriter::{Workbook, Worksheet};

use super::cost::{median, process_cpu};
use super::{Figure, Goal, Scale};
use crate::cards;

const RUNS: usize = 3;
const SEED: u64 = 47;

/// Measures it.
///
/// # Errors
/// Whatever either writer refuses.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let lines = scale.of(100_000, 3_000);
    let people: Vec<Line> = synthetic_people(SEED, cards::today(), 6).take(lines).map(Line::of).collect();
    let folder = tempfile::tempdir()?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        ours.push(cpu_s(|| write_ours(&folder.path().join("ours.xlsx"), &people))?);
        bare.push(cpu_s(|| write_bare(&folder.path().join("bare.xlsx"), &people))?);
    }
    let figure = Figure {
        name: format!("xlsx of {lines} assists, CPU s"),
        ours: median(&ours),
        reference: Some(median(&bare)),
        goal: Goal::Ratio(1.3),
    };
    Ok(vec![figure])
}

/// CPU of all threads: the library writes sheets in threads of their own.
fn cpu_s(act: impl FnOnce() -> Result<()>) -> Result<f64> {
    let cpu = || -> Result<Duration> { process_cpu(std::process::id()) };
    let before = cpu()?;
    act()?;
    Ok(cpu()?.saturating_sub(before).as_secs_f64())
}

/// The texts of a line.
struct Line {
    person: SyntheticPerson,
    number: String,
}

impl Line {
    fn of(person: SyntheticPerson) -> Self {
        let number = person.number.as_str().to_owned();
        Self { person, number }
    }

    fn row(&self, number: u32, day: NaiveDate) -> LogRow<'_> {
        LogRow {
            number,
            ticket: "12",
            day,
            time: NaiveTime::MIN,
            place: "Thôn Gồm",
            name: self.person.name.as_str(),
            birth_year: Some(1953),
            sex: "Nữ",
            citizen_number: &self.number,
            service: "Kích hoạt tài khoản mức 2",
            outcome: "Hẹn quay lại",
            difficulties: "Chưa có tin nhắn",
            return_day: Some(day),
            utilities: "",
            note: "",
            recorded_by: "Trần Mẫu Khoa",
            device: "Máy 1",
            state: "",
            voided: false,
        }
    }
}

/// The lines of the file, numbered.
fn rows(lines: &[Line]) -> impl Iterator<Item = LogRow<'_>> {
    let day = cards::today();
    (1..).zip(lines).map(move |(number, line)| line.row(number, day))
}

fn write_ours(path: &Path, lines: &[Line]) -> Result<()> {
    let mut file = SessionLogFile::create(path, Format::Xlsx, &heading(lines)?)?;
    for row in rows(lines) {
        file.row(&row)?;
    }
    file.finish(&Summary::default())?;
    Ok(())
}

fn heading(lines: &[Line]) -> Result<Heading> {
    Ok(Heading {
        language: Language::Vietnamese,
        title: "NHẬT KÝ HỖ TRỢ ĐỊNH DANH ĐIỆN TỬ".to_owned(),
        lines: vec!["Xã Thực Hành".to_owned()],
        warning: "Tệp này chứa dữ liệu cá nhân.".to_owned(),
        practice_mark: None,
        columns: ColumnTitles::default(),
        log_sheet: "Nhật ký".to_owned(),
        summary_sheet: "Tổng hợp".to_owned(),
        page: "Trang".to_owned(),
        made_at: cards::today().into(),
        rows_expected: u32::try_from(lines.len())?,
    })
}

/// The reference.
fn write_bare(path: &Path, lines: &[Line]) -> Result<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    for (at, row) in (0..).zip(rows(lines)) {
        for (column, cell) in (0..).zip(&row.cells()) {
            write_cell(sheet, at, column, cell)?;
        }
    }
    workbook.save(path)?;
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell<'_>) -> Result<()> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => sheet.write_string(row, column, &**text)?,
        Cell::Number(number) => sheet.write_number(row, column, *number)?,
        Cell::Day(day) => sheet.write_datetime(row, column, day)?,
        Cell::Time(time) => sheet.write_datetime(row, column, time)?,
    };
    Ok(())
}

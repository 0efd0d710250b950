//! What goes wrong while a log is written: said by kind, and nothing half-made is left.

use std::fs;
use std::io::{self, Write};

use documents::session_log::{
    CELL_TEXT_MAX, CsvLog, ExportError, Format, Heading, ROWS_MAX, SessionLogFile, Summary, XlsxLog,
};

use crate::evening::*;

/// A disk that fails in its own way after so many bytes.
struct Failing {
    left_bytes: usize,
    kind: io::ErrorKind,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left_bytes == 0 {
            return Err(self.kind.into());
        }
        let taken = bytes.len().min(self.left_bytes);
        self.left_bytes -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn csv_into(out: Failing) -> Result<(), ExportError> {
    let mut log = CsvLog::begin(&heading(1), out)?;
    log.row(&an_assist().row(1))?;
    log.finish().map(drop)
}

fn xlsx_into(out: Failing) -> Result<(), ExportError> {
    let mut log = XlsxLog::begin(&heading(1), &std::env::temp_dir())?;
    log.row(&an_assist().row(1))?;
    log.finish(&summary(&[("Đã xong", 1)]), out)
}

#[test]
fn t03_a_disk_that_fills_at_any_byte_is_called_full() {
    for (write, format) in [(csv_into as fn(Failing) -> _, Format::Csv), (xlsx_into, Format::Xlsx)] {
        let whole = export(format, &heading(1), &[an_assist()], &summary(&[("Đã xong", 1)]));
        let whole_bytes = usize::try_from(whole.written.bytes).unwrap();
        for left_bytes in (0..whole_bytes).step_by(37).chain([whole_bytes - 1]) {
            let result = write(Failing { left_bytes, kind: io::ErrorKind::StorageFull });
            assert!(matches!(result, Err(ExportError::DiskFull(_))), "after {left_bytes} bytes: {result:?}");
        }
    }
}

#[test]
fn t04_a_stick_pulled_out_is_no_full_disk() {
    for write in [csv_into, xlsx_into] {
        for left_bytes in [0, 100, 400] {
            let result = write(Failing { left_bytes, kind: io::ErrorKind::BrokenPipe });
            assert!(matches!(result, Err(ExportError::CannotWrite(_))), "after {left_bytes} bytes: {result:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("gone").join("nhat-ky.xlsx");
    for format in [Format::Xlsx, Format::Csv] {
        let result = SessionLogFile::create(&path, format, &heading(1)).map(drop);
        assert!(matches!(result, Err(ExportError::CannotWrite(_))));
    }
}

#[test]
fn a_folder_in_the_files_place_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nhat-ky");
    fs::create_dir(&path).unwrap();
    let file = SessionLogFile::create(&path, Format::Csv, &heading(0)).unwrap();
    assert!(matches!(file.finish(&Summary::default()), Err(ExportError::CannotWrite(_))));
    assert!(path.is_dir());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no part file stays");
}

#[test]
fn a_log_given_up_leaves_what_was_there_before() {
    for (format, rows_expected) in [(Format::Xlsx, 1), (Format::Xlsx, 30_000), (Format::Csv, 1)] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("nhat-ky");
        fs::write(&path, "yesterday's").unwrap();
        let mut file = SessionLogFile::create(&path, format, &heading(rows_expected)).unwrap();
        file.row(&an_assist().row(1)).unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "yesterday's");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no part file stays");
    }
}

#[test]
fn a_finished_log_takes_the_place_of_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nhat-ky.csv");
    fs::write(&path, "yesterday's").unwrap();
    let file = SessionLogFile::create(&path, Format::Csv, &heading(0)).unwrap();
    file.finish(&Summary::default()).unwrap();
    assert_eq!(records(&path).len(), 1);
}

#[test]
fn more_lines_than_a_sheet_takes_are_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nhat-ky.xlsx");
    let result = SessionLogFile::create(&path, Format::Xlsx, &heading(ROWS_MAX + 1)).map(drop);
    assert!(matches!(result, Err(ExportError::TooManyRows { rows_max: ROWS_MAX })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_text_too_long_for_a_cell_is_refused_in_both_formats() {
    let folder = tempfile::tempdir().unwrap();
    for (format, rows_expected) in [(Format::Xlsx, 1), (Format::Xlsx, 30_000), (Format::Csv, 1)] {
        let mut file = SessionLogFile::create(&folder.path().join("x"), format, &heading(rows_expected)).unwrap();
        let mut assist = an_assist();
        assist.texts[9] = "ă".repeat(CELL_TEXT_MAX);
        file.row(&assist.row(1)).unwrap();
        assist.texts[9].push('ă');
        let result = file.row(&assist.row(2));
        assert!(matches!(result, Err(ExportError::TextTooLong { chars_max: CELL_TEXT_MAX })), "{format:?}");
    }
}

#[test]
fn sheets_need_two_names() {
    let begin = |log: &str, summary: &str| {
        let heading = Heading { log_sheet: log.to_owned(), summary_sheet: summary.to_owned(), ..heading(0) };
        XlsxLog::begin(&heading, &std::env::temp_dir()).map(drop)
    };
    assert!(begin("Nhật ký: tối [21/11]", "Tổng hợp").is_ok(), "forbidden signs are replaced");
    assert!(matches!(begin("Nhật ký", "NHẬT KÝ"), Err(ExportError::SheetNames)));
    assert!(matches!(begin("??", "Tổng hợp"), Err(ExportError::SheetNames)));
}

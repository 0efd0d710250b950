//! What is no list: refused, whatever it is, without a panic and without much memory.

use std::fs;
use std::io::{Cursor, Write};

use documents::roster::{self, Cell, Grid, GridRow, RosterFileError};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::told::{folder, today, told};

fn all_files() -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder()).unwrap().map(|it| it.unwrap().path());
    let files = entries.filter(|path| path.extension().is_none_or(|it| it != "txt"));
    files.map(|path| fs::read(path).unwrap()).collect()
}

fn try_to_read(bytes: &[u8]) {
    if let Ok(grids) = roster::read(bytes) {
        told(&grids);
    }
}

#[test]
fn t25_a_file_cut_anywhere_is_refused_or_read() {
    for file in all_files() {
        for at in (0..file.len()).step_by(file.len() / 6 + 1) {
            try_to_read(&file[..at]);
        }
    }
}

#[test]
fn t25_a_file_with_flipped_bytes_is_refused_or_read() {
    for file in all_files() {
        for at in (0..file.len()).step_by(file.len() / 12 + 1) {
            let mut bytes = file.clone();
            bytes[at] ^= 0xFF;
            try_to_read(&bytes);
        }
    }
}

#[test]
fn t25_nothing_and_pictures_are_no_lists() {
    assert_eq!(roster::read(b""), Err(RosterFileError::Empty));
    assert_eq!(roster::read(b" \r\n "), Err(RosterFileError::Empty));
    assert_eq!(roster::read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(RosterFileError::Unreadable));
    assert_eq!(roster::read(b"PK\x03\x04nothing"), Err(RosterFileError::Unreadable));
    assert_eq!(roster::read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1nothing"), Err(RosterFileError::Unreadable));
}

/// A packed workbook with these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn t25_cells_that_repeat_a_million_times_are_refused() {
    let cell = r#"<table:table-cell table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
    let sheet = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mimetype = b"application/vnd.oasis.opendocument.spreadsheet".as_slice();
    let bomb = packed(&[("mimetype", mimetype), ("content.xml", sheet.as_bytes())]);
    assert_eq!(roster::read(&bomb), Err(RosterFileError::TooManyRows));
}

#[test]
fn t25_two_far_cells_of_an_old_workbook_are_refused_before_they_become_a_sheet() {
    let file = fs::read(folder().join("libreoffice.xls")).unwrap();
    // LABELSST, ten bytes long: its row and column become the last ones.
    let at = file.windows(4).position(|four| four == [0xFD, 0, 10, 0]).unwrap();
    let mut bomb = file;
    bomb[at + 4..at + 8].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert_eq!(roster::read(&bomb), Err(RosterFileError::TooManyRows));
}

#[test]
fn more_rows_than_a_list_has_are_refused() {
    let text = "x\n".repeat(roster::ROSTER_ROWS_MAX + 1);
    assert_eq!(roster::read(text.as_bytes()), Err(RosterFileError::TooManyRows));
}

/// A cell that a CSV file can hold as it is.
fn plain_cell() -> impl Strategy<Value = String> {
    "[A-Za-zĂÂĐÊÔƠƯăâđêôơưáàảãạ0-9,;\"\n |/.-]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn written(rows: &[Vec<String>], separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    writer.write_record(["Họ và tên", "Số CCCD", "Ngày sinh", "Thôn"]).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn texts(row: &GridRow) -> Vec<String> {
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Empty => String::new(),
        Cell::Number(_) | Cell::Day(_) => panic!("a text file holds texts"),
    };
    row.cells.iter().map(text).collect()
}

fn without_ends(mut row: Vec<String>) -> Vec<String> {
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

proptest! {
    #[test]
    fn what_was_written_is_read_again(
        rows in prop::collection::vec(prop::collection::vec(plain_cell(), 4), 0..8),
        separator in prop::sample::select(&b",;\t|"[..]),
    ) {
        let grids = roster::read(&written(&rows, separator)).unwrap();
        let got: Vec<Vec<String>> = grids[0].rows.iter().skip(1).map(texts).collect();
        let guard = |cell: String| cell.trim_start_matches('\'').to_owned();
        let expected: Vec<Vec<String>> = rows.into_iter().map(|row| without_ends(row.into_iter().map(guard).collect())).collect();
        let expected: Vec<Vec<String>> = expected.into_iter().filter(|row| !row.is_empty()).collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn t25_any_bytes_are_a_list_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        try_to_read(&bytes);
    }

    #[test]
    fn t25_any_cells_are_people_or_faults(
        rows in prop::collection::vec(prop::collection::vec("\\PC{0,20}|[0-9/.-]{1,12}", 8), 0..12),
        numbers in prop::collection::vec(any::<f64>(), 4),
    ) {
        let titles = ["Họ và tên", "Số CCCD", "Ngày sinh", "Giới tính", "SĐT", "Thôn", "Trạng thái", "Ngày SMS"];
        let row = |number: u32, cells: Vec<Cell>| GridRow { number, cells };
        let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
        let mut grid = Grid {
            name: "x".into(),
            rows: vec![row(1, titles.iter().map(|it| text(it)).collect())],
            hidden: false,
        };
        grid.rows.extend((2..).zip(rows).map(|(at, cells)| row(at, cells.iter().map(|it| text(it)).collect())));
        grid.rows.push(row(90, [Cell::Empty].into_iter().chain(numbers.into_iter().map(Cell::Number)).collect()));
        let grids = [grid];
        let table = roster::tables(&grids).remove(0).unwrap();
        for line in table.read(&grids[0], today()).lines {
            prop_assert!(line.is_refused() || line.content.name.is_some());
        }
    }
}

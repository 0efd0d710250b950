//! A synthetic evening, and readers that give back what a stranger would read in the files.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use documents::session_log::{
    ColumnTitles, Format, Heading, LogRow, SessionLogFile, Summary, SummaryLine, SummaryTable, Written,
};
use domain::language::Language;
use tempfile::TempDir;

pub const MARK: &str = "TẬP DƯỢT — KHÔNG PHẢI SỐ LIỆU THẬT";
pub const WARNING: &str = "Tệp này chứa dữ liệu cá nhân.";
/// Rows above the first assist outside the practice commune: title, two lines, warning, header.
pub const ROWS_ABOVE: usize = 5;

/// One assist whose texts are its own.
#[derive(Clone, Debug)]
pub struct Assist {
    pub texts: [String; 13],
    pub day: NaiveDate,
    pub time: NaiveTime,
    pub birth_year: Option<u16>,
    pub return_day: Option<NaiveDate>,
    pub voided: bool,
}

impl Assist {
    pub fn row(&self, number: u32) -> LogRow<'_> {
        let [
            ticket,
            place,
            name,
            sex,
            citizen_number,
            service,
            outcome,
            difficulties,
            utilities,
            note,
            by,
            device,
            state,
        ] = self.texts.each_ref();
        LogRow {
            number,
            ticket,
            day: self.day,
            time: self.time,
            place,
            name,
            birth_year: self.birth_year,
            sex,
            citizen_number,
            service,
            outcome,
            difficulties,
            return_day: self.return_day,
            utilities,
            note,
            recorded_by: by,
            device,
            state,
            voided: self.voided,
        }
    }
}

/// An activation for somebody who cannot exist.
pub fn an_assist() -> Assist {
    let texts = [
        "07",
        "Thôn Gồm",
        "Ksor H'Lan",
        "Nữ",
        "007301000003",
        "Kích hoạt mức 2",
        "Hẹn lại",
        "SIM-01 SIM không chính chủ; OTP-01 Không nhận SMS/OTP",
        "Thông báo lưu trú",
        "Mang SIM chính chủ\nvà giấy đăng ký xe",
        "Phạm Thị Mai",
        "Máy 1",
        "Đã sửa",
    ];
    Assist {
        texts: texts.map(str::to_owned),
        day: day(2026, 11, 21),
        time: NaiveTime::from_hms_opt(19, 5, 40).unwrap(),
        birth_year: Some(2001),
        return_day: Some(day(2026, 12, 1)),
        voided: false,
    }
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn heading(rows_expected: u32) -> Heading {
    Heading {
        language: Language::Vietnamese,
        title: "NHẬT KÝ HỖ TRỢ".to_owned(),
        lines: vec!["Xã Quảng Nghiệp".to_owned(), "Buổi hỗ trợ ngày 21/11/2026".to_owned()],
        warning: WARNING.to_owned(),
        practice_mark: None,
        columns: titles(),
        log_sheet: "Nhật ký".to_owned(),
        summary_sheet: "Tổng hợp".to_owned(),
        page: "Trang".to_owned(),
        made_at: day(2026, 11, 21).and_hms_opt(21, 30, 0).unwrap(),
        rows_expected,
    }
}

pub fn practice(rows_expected: u32) -> Heading {
    Heading { practice_mark: Some(MARK.to_owned()), ..heading(rows_expected) }
}

fn titles() -> ColumnTitles {
    let own = str::to_owned;
    ColumnTitles {
        number: own("STT"),
        ticket: own("Phiếu"),
        day: own("Ngày"),
        time: own("Giờ"),
        place: own("Thôn/Đơn vị"),
        name: own("Họ tên"),
        birth_year: own("Năm sinh"),
        sex: own("Giới tính"),
        citizen_number: own("Số định danh"),
        service: own("Việc"),
        outcome: own("Kết quả"),
        difficulties: own("Khó khăn"),
        return_day: own("Ngày hẹn"),
        utilities: own("Tiện ích"),
        note: own("Ghi chú"),
        recorded_by: own("Người ghi"),
        device: own("Máy"),
        state: own("Tình trạng"),
    }
}

/// A summary with one table of counts.
pub fn summary(counts: &[(&str, u32)]) -> Summary {
    let line = |label: &str, count| SummaryLine { label: label.to_owned(), count };
    let table = SummaryTable {
        title: "Theo kết quả".to_owned(),
        unit: "Số lượt".to_owned(),
        lines: counts.iter().map(|(label, count)| line(label, *count)).collect(),
        total: Some(line("Cộng", counts.iter().map(|(_, count)| count).sum())),
    };
    Summary {
        title: "TỔNG HỢP".to_owned(),
        facts: vec![("Địa điểm".to_owned(), "Nhà văn hóa thôn Gồm".to_owned())],
        tables: vec![table],
    }
}

/// A folder with one finished file in it.
pub struct Exported {
    pub folder: TempDir,
    pub path: PathBuf,
    pub written: Written,
}

pub fn export(format: Format, heading: &Heading, assists: &[Assist], summary: &Summary) -> Exported {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nhat-ky");
    let mut file = SessionLogFile::create(&path, format, heading).unwrap();
    for (number, assist) in (1..).zip(assists) {
        file.row(&assist.row(number)).unwrap();
    }
    let written = file.finish(summary).unwrap();
    Exported { folder, path, written }
}

/// Every cell of a sheet as the text a reader sees.
pub fn sheet(path: &Path, name: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let range = workbook.worksheet_range(name).unwrap();
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}

/// Every record of a CSV file, the header first.
pub fn records(path: &Path) -> Vec<Vec<String>> {
    let bytes = fs::read(path).unwrap();
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte-order mark comes first");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A part of the workbook's archive.
pub fn part(path: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(_) => day_or_time(cell),
        Data::String(text) => text.clone(),
        Data::Int(_)
        | Data::Float(_)
        | Data::Bool(_)
        | Data::DateTimeIso(_)
        | Data::DurationIso(_)
        | Data::Error(_) => cell.to_string(),
    }
}

fn day_or_time(cell: &Data) -> String {
    let date = cell.as_datetime().unwrap();
    if date.year() < 1900 {
        return format!("{:02}:{:02}", date.hour(), date.minute());
    }
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

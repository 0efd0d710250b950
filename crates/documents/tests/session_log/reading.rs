//! What stands in the files when a stranger opens them.

use std::fs;

use crate::evening::*;
use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use chrono::NaiveTime;
use documents::session_log::{COLUMNS, Format, Summary};

const ASSIST_AS_READ: [&str; COLUMNS] = [
    "1",
    "07",
    "21/11/2026",
    "19:05",
    "Thôn Gồm",
    "Ksor H'Lan",
    "2001",
    "Nữ",
    "007301000003",
    "Kích hoạt mức 2",
    "Hẹn lại",
    "SIM-01 SIM không chính chủ; OTP-01 Không nhận SMS/OTP",
    "01/12/2026",
    "Thông báo lưu trú",
    "Mang SIM chính chủ\nvà giấy đăng ký xe",
    "Phạm Thị Mai",
    "Máy 1",
    "Đã sửa",
];

#[test]
fn one_assist_is_one_line_in_both_formats() {
    let xlsx = export(Format::Xlsx, &heading(1), &[an_assist()], &Summary::default());
    let csv = export(Format::Csv, &heading(1), &[an_assist()], &Summary::default());
    assert_eq!(sheet(&xlsx.path, "Nhật ký")[ROWS_ABOVE..], [ASSIST_AS_READ]);
    assert_eq!(records(&csv.path)[1..], [ASSIST_AS_READ]);
    assert_eq!(sheet(&xlsx.path, "Nhật ký")[ROWS_ABOVE - 1], heading(1).columns.in_order());
    assert_eq!(records(&csv.path)[0], heading(1).columns.in_order());
}

#[test]
fn what_is_said_of_the_file_agrees_with_the_file() {
    for format in [Format::Xlsx, Format::Csv] {
        let file = export(format, &heading(3), &vec![an_assist(); 3], &Summary::default());
        assert_eq!(file.written.rows, 3);
        assert_eq!(file.written.bytes, fs::metadata(&file.path).unwrap().len());
    }
}

#[test]
fn the_title_block_names_the_session_and_warns_of_personal_data() {
    let file = export(Format::Xlsx, &heading(0), &[], &Summary::default());
    let firsts: Vec<String> = sheet(&file.path, "Nhật ký").into_iter().map(|mut row| row.remove(0)).collect();
    assert_eq!(firsts, ["NHẬT KÝ HỖ TRỢ", "Xã Quảng Nghiệp", "Buổi hỗ trợ ngày 21/11/2026", WARNING, "STT"]);
}

#[test]
fn days_and_times_are_excels_own_and_ids_are_text() {
    let file = export(Format::Xlsx, &heading(1), &[an_assist()], &Summary::default());
    let mut workbook: Xlsx<_> = open_workbook(&file.path).unwrap();
    let range = workbook.worksheet_range("Nhật ký").unwrap();
    let cell = |column| range.get((ROWS_ABOVE, column)).unwrap();
    assert_eq!(cell(2).as_date(), Some(day(2026, 11, 21)));
    assert_eq!(cell(3).as_time(), NaiveTime::from_hms_opt(19, 5, 0));
    assert_eq!(cell(12).as_date(), Some(day(2026, 12, 1)));
    assert_eq!(*cell(1), Data::String("07".to_owned()));
    assert_eq!(*cell(8), Data::String("007301000003".to_owned()));
    assert_eq!(*cell(6), Data::Float(2001.0));
    let sheet = part(&file.path, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains(r#"<ignoredError sqref="B6 I6" numberStoredAsText="1"/>"#),
        "no green corners beside tickets and IDs"
    );
}

#[test]
fn a_day_before_excels_calendar_stays_readable() {
    let old = [Assist { return_day: Some(day(1899, 12, 31)), ..an_assist() }];
    let xlsx = export(Format::Xlsx, &heading(1), &old, &Summary::default());
    let csv = export(Format::Csv, &heading(1), &old, &Summary::default());
    assert_eq!(sheet(&xlsx.path, "Nhật ký")[ROWS_ABOVE][12], "31/12/1899");
    assert_eq!(records(&csv.path)[1][12], "31/12/1899");
}

#[test]
fn t34_no_text_becomes_a_formula() {
    for start in ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "=HYPERLINK(\"http://x\",\"y\")"] {
        let mut assist = an_assist();
        assist.texts = [(); 13].map(|()| start.to_owned());
        let (assists, counts) = ([assist], summary(&[(start, 1)]));
        let csv = export(Format::Csv, &heading(1), &assists, &counts);
        let guarded = records(&csv.path)[1].iter().filter(|field| field.starts_with('\'')).count();
        assert_eq!(guarded, 13, "every text is guarded: {start:?}");
        let xlsx = export(Format::Xlsx, &heading(1), &assists, &counts);
        for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
            assert!(!part(&xlsx.path, name).contains("<f>"), "no formula in {name}");
        }
        let shown = start.replace('\r', "\n");
        assert_eq!(sheet(&xlsx.path, "Nhật ký")[ROWS_ABOVE][5], shown, "the workbook shows the text as it is");
    }
}

#[test]
fn numbers_below_zero_and_phone_numbers_stay_text_after_editing() {
    let mut assist = an_assist();
    assist.texts[9] = "=1+1".to_owned();
    let file = export(Format::Xlsx, &heading(1), &[assist], &Summary::default());
    assert!(part(&file.path, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn every_vietnamese_letter_survives() {
    let base = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđŏŭĕĭčñ";
    let letters = format!("{base}{} H'Lan Y-Blŏ", base.to_uppercase());
    let mut assist = an_assist();
    assist.texts[2].clone_from(&letters);
    let xlsx = export(Format::Xlsx, &heading(1), std::slice::from_ref(&assist), &Summary::default());
    let csv = export(Format::Csv, &heading(1), &[assist], &Summary::default());
    assert_eq!(sheet(&xlsx.path, "Nhật ký")[ROWS_ABOVE][5], letters);
    assert_eq!(records(&csv.path)[1][5], letters);
}

#[test]
fn csv_ends_its_lines_as_the_standard_says() {
    let file = export(Format::Csv, &heading(2), &vec![an_assist(); 2], &Summary::default());
    let text = fs::read_to_string(&file.path).unwrap();
    assert_eq!(text.matches("\r\n").count(), 3, "the header and two assists");
    assert!(text.ends_with("\r\n"));
    assert!(text.contains("\"Mang SIM chính chủ\nvà giấy đăng ký xe\""), "a line break inside a cell is quoted");
}

#[test]
fn an_evening_without_assists_is_a_header_and_a_summary() {
    let counts = summary(&[("Đã xong", 0)]);
    let xlsx = export(Format::Xlsx, &heading(0), &[], &counts);
    let csv = export(Format::Csv, &heading(0), &[], &counts);
    assert_eq!(sheet(&xlsx.path, "Nhật ký").len(), ROWS_ABOVE);
    assert_eq!(records(&csv.path).len(), 1);
    assert_eq!(sheet(&xlsx.path, "Tổng hợp").last().unwrap()[..2], ["Cộng", "0"]);
}

#[test]
fn the_summary_sheet_holds_facts_and_counts_as_numbers() {
    let counts = summary(&[("Đã xong", 1_248), ("Hẹn lại", 2)]);
    let file = export(Format::Xlsx, &heading(0), &[], &counts);
    let rows = sheet(&file.path, "Tổng hợp");
    let pairs: Vec<[&str; 2]> = rows.iter().map(|row| [row[0].as_str(), row[1].as_str()]).collect();
    let expected = [
        ["TỔNG HỢP", ""],
        ["Địa điểm", "Nhà văn hóa thôn Gồm"],
        ["", ""],
        ["Theo kết quả", "Số lượt"],
        ["Đã xong", "1248"],
        ["Hẹn lại", "2"],
        ["Cộng", "1250"],
    ];
    assert_eq!(pairs, expected);
    let shows_1_248 = r#"formatCode="[&gt;=1000000]0\.000\.000;[&gt;=1000]0\.000;0""#;
    assert!(part(&file.path, "xl/styles.xml").replace('>', "&gt;").contains(shows_1_248));
}

#[test]
fn practice_files_say_so_on_every_sheet_page_and_line() {
    let xlsx = export(Format::Xlsx, &practice(1), &[an_assist()], &summary(&[]));
    for (name, file) in [("Nhật ký", "xl/worksheets/sheet1.xml"), ("Tổng hợp", "xl/worksheets/sheet2.xml")] {
        assert_eq!(sheet(&xlsx.path, name)[0][0], MARK, "the first thing read on {name}");
        assert!(part(&xlsx.path, file).contains(&format!("&amp;KC00000{MARK}</oddHeader>")), "in red on every page");
    }
    let csv = export(Format::Csv, &practice(1), &vec![an_assist(); 2], &summary(&[]));
    assert!(records(&csv.path).iter().all(|record| record.len() == COLUMNS + 1 && record[COLUMNS] == MARK));
}

#[test]
fn real_files_carry_no_practice_mark() {
    let xlsx = export(Format::Xlsx, &heading(1), &[an_assist()], &summary(&[]));
    assert!(!part(&xlsx.path, "xl/worksheets/sheet1.xml").contains("oddHeader"));
    assert!(!part(&xlsx.path, "xl/sharedStrings.xml").contains(MARK));
}

#[test]
fn the_log_prints_on_a4_with_its_header_on_every_page() {
    let file = export(Format::Xlsx, &heading(2), &vec![an_assist(); 2], &summary(&[]));
    let sheet = part(&file.path, "xl/worksheets/sheet1.xml");
    let has = |mark: &str| assert!(sheet.contains(mark), "{mark}");
    has(r#"<pane ySplit="5" topLeftCell="A6" activePane="bottomLeft" state="frozen"/>"#);
    has(r#"<autoFilter ref="A5:R7"/>"#);
    has(r#"paperSize="9""#);
    has(r#"orientation="landscape""#);
    has(r#"fitToHeight="0""#);
    has("Trang &amp;P/&amp;N</oddFooter>");
    let workbook = part(&file.path, "xl/workbook.xml");
    assert!(workbook.contains("'Nhật ký'!$A$1:$R$7"), "print area");
    assert!(workbook.contains("'Nhật ký'!$5:$5"), "repeated row");
}

#[test]
fn a_voided_line_is_struck_through_and_keeps_its_day() {
    let voided = Assist { voided: true, ..an_assist() };
    let file = export(Format::Xlsx, &heading(2), &[an_assist(), voided], &summary(&[]));
    assert!(part(&file.path, "xl/styles.xml").contains("<strike/>"));
    assert_eq!(sheet(&file.path, "Nhật ký")[ROWS_ABOVE + 1][2..4], ["21/11/2026", "19:05"]);
}

#[test]
fn the_same_log_is_the_same_bytes() {
    for format in [Format::Xlsx, Format::Csv] {
        let [one, two] = [(); 2].map(|()| export(format, &practice(1), &[an_assist()], &summary(&[("Đã xong", 1)])));
        assert_eq!(fs::read(&one.path).unwrap(), fs::read(&two.path).unwrap());
    }
}

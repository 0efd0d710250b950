//! Printed pages read back as a stranger would: the words with their marks, page by page, the same bytes each time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::process::Command;

use chrono::NaiveDate;
use documents::code::Code;
use documents::pad::{Pad, PadWords, SLIPS_A_PAGE, SLIPS_MAX, pad_pdf};
use documents::pdf::{About, Align, Column, PAGES_MAX, Paper, PdfError, Sheet, Style, Table, mm, write};

fn day() -> NaiveDate {
    "2026-11-21".parse().unwrap()
}

fn about() -> About {
    About { title: "Phiếu gọi lại".into(), language: "vi", day: day() }
}

/// What `pdftotext` finds, one text a page.
fn pages(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("trang.pdf");
    write(pdf, &path).unwrap();
    let read = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    assert!(read.status.success() && read.stderr.is_empty(), "{}", String::from_utf8_lossy(&read.stderr));
    let text = String::from_utf8(read.stdout).unwrap();
    text.split('\u{c}').filter(|page| !page.is_empty()).map(str::to_owned).collect()
}

fn pad(first: u32, count: u32) -> Pad {
    let word = |text: &str| text.to_owned();
    let choice = |(digit, text): (&str, &str)| (word(digit), word(text));
    Pad {
        words: PadWords {
            title: word("Phiếu ghi tay"),
            session: word("Xã Quảng Nghiệp · Thôn Gồm · Nhà văn hóa thôn · 21/11/2026"),
            name: word("Họ tên"),
            birth_year: word("Năm sinh"),
            village: word("Thôn"),
            number: word("Số định danh (đủ, hoặc 4 số cuối)"),
            phone: word("Điện thoại"),
            helper: word("Người hỗ trợ"),
            service: word("Việc"),
            outcome: word("Kết quả"),
            difficulties: word("Mã khó khăn"),
            return_day: word("Hẹn ngày"),
            note: word("Ghi chú"),
            legend: word("Mã khó khăn"),
            warning: word("Phiếu có dữ liệu cá nhân: cất vào tủ khóa, nhập vào máy xong thì hủy."),
            page: word("Trang"),
            practice_mark: None,
        },
        language: "vi",
        day: day(),
        code: word("KT"),
        first,
        count,
        services: [("1", "Tư vấn thẻ"), ("4", "Kích hoạt mức 2")].map(choice).into(),
        outcomes: [("1", "Xong"), ("3", "Hẹn lại")].map(choice).into(),
        legend: [("OTP-01", "Không nhận SMS/OTP"), ("DEV-01", "Không có máy")].map(choice).into(),
    }
}

#[test]
fn a_pad_has_each_number_once_three_a_page_and_says_what_to_do_with_the_paper() {
    let pages = pages(&pad_pdf(&pad(31, 7)).unwrap());
    assert_eq!(pages.len(), 3, "{SLIPS_A_PAGE} a page");
    let all = pages.concat();
    for number in 31..=37 {
        assert_eq!(all.matches(&format!("KT-{number:03}")).count(), 1, "{number}");
    }
    assert!(!all.contains("KT-038"));
    for (place, page) in (1..).zip(&pages) {
        for word in ["Thôn Gồm", "Họ tên", "Kích hoạt mức 2", "OTP-01", "Không nhận SMS/OTP", "cất vào tủ khóa"]
        {
            assert!(page.contains(word), "{word} on page {place}: {page}");
        }
        assert!(page.contains(&format!("Trang {place}/3")), "{page}");
    }
}

#[test]
fn equal_input_makes_equal_bytes_and_another_number_others() {
    assert_eq!(pad_pdf(&pad(1, 6)).unwrap(), pad_pdf(&pad(1, 6)).unwrap());
    assert_ne!(pad_pdf(&pad(1, 6)).unwrap(), pad_pdf(&pad(2, 6)).unwrap());
}

#[test]
fn a_pad_has_a_slip_and_at_most_so_many() {
    assert!(matches!(pad_pdf(&pad(1, 0)), Err(PdfError::TooManyPages)));
    assert!(matches!(pad_pdf(&pad(1, SLIPS_MAX + 1)), Err(PdfError::TooManyPages)));
    let most = pad_pdf(&pad(1, SLIPS_MAX)).unwrap();
    assert_eq!(pages(&most).len(), 100);
    assert!(most.len() < 1_000_000, "{} bytes", most.len());
}

#[test]
fn a_practice_pad_says_so_on_each_page() {
    let mut practice = pad(1, 4);
    practice.words.practice_mark = Some("XÃ THỰC HÀNH".into());
    assert!(pages(&pad_pdf(&practice).unwrap()).iter().all(|page| page.contains("XÃ THỰC HÀNH")));
}

#[test]
fn a_table_repeats_its_header_on_each_page_and_cuts_no_row() {
    let mut sheet = Sheet::new(about(), Paper::A4).unwrap();
    sheet.page().unwrap();
    let column = |title: &str, width| Column { title: title.into(), width: mm(width), align: Align::Left };
    let row = |number: u32| vec![format!("Nguyễn Thị Hằng {number}"), "Không nhận SMS, OTP; hẹn tối thứ năm".into()];
    let table = Table {
        columns: vec![column("Họ tên", 60.0), column("Vướng gì", 40.0)],
        rows: (1..=80).map(row).collect(),
        size: 10.0,
        row_min: mm(8.0),
    };
    table.draw(&mut sheet, (mm(20.0), mm(20.0)), mm(20.0), mm(280.0)).unwrap();
    sheet.on_each_page((mm(190.0), mm(285.0)), Style::quiet(8.0), |page, of| format!("Trang {page}/{of}"));
    let pages = pages(&sheet.finish().unwrap());
    assert!(pages.len() >= 3);
    let all = pages.concat();
    for (place, page) in (1..).zip(&pages) {
        assert_eq!(page.matches("Vướng gì").count(), 1, "{page}");
        assert!(page.contains(&format!("Trang {place}/{}", pages.len())));
    }
    assert!((1..=80).all(|number| all.contains(&format!("Nguyễn Thị Hằng {number} "))), "{all}");
}

#[test]
fn a_justified_paragraph_is_read_back_word_for_word() {
    let text = "Yêu cầu cán bộ, công chức, viên chức và người lao động đăng ký, kích hoạt tài khoản định danh điện tử \
                trên ứng dụng VNeID; H’Lan Niê, Ksor H'Lan, ŏ ŭ ĕ ñ.";
    let mut sheet = Sheet::new(about(), Paper::A4).unwrap();
    sheet.page().unwrap();
    let style = Style::plain(13.0);
    let height = sheet.paragraph((mm(30.0), mm(20.0)), mm(160.0), style, Align::Justified, text).unwrap();
    assert!(height > 1.5 * style.line(), "more than one line");
    let read = pages(&sheet.finish().unwrap()).concat();
    assert_eq!(read.split_whitespace().collect::<Vec<_>>().join(" "), text);
}

#[test]
fn a_code_and_its_words_share_a_page_and_limits_are_told() {
    let mut sheet = Sheet::new(about(), Paper::A5).unwrap();
    assert_eq!(sheet.pages(), 0);
    sheet.page().unwrap();
    sheet.code((mm(20.0), mm(20.0)), mm(40.0), &Code::of("https://vneid.gov.vn").unwrap());
    let long = "ă".repeat(20_000);
    let told = sheet.paragraph((0.0, 0.0), mm(100.0), Style::plain(9.0), Align::Left, &long);
    assert!(matches!(told, Err(PdfError::TextTooLong)));
    for _ in 1..PAGES_MAX {
        sheet.page().unwrap();
    }
    assert!(matches!(sheet.page(), Err(PdfError::TooManyPages)));
    assert!(sheet.finish().unwrap().starts_with(b"%PDF-"));
}

//! A made-up heading and made-up people, for the tests.

use chrono::NaiveDateTime;

use super::{Heading, PrintedWords, Row};

pub(super) fn heading() -> Heading {
    Heading {
        title: "DANH SÁCH GỌI HẸN LẠI".to_owned(),
        lines: vec!["Thôn Gồm".to_owned()],
        warning: "Tệp này chứa dữ liệu cá nhân".to_owned(),
        practice_mark: Some("XÃ THỰC HÀNH".to_owned()),
        sheet: "Hẹn lại".to_owned(),
        columns: std::array::from_fn(|at| format!("Cột {at}")),
        made_at: NaiveDateTime::default(),
        printed: PrintedWords {
            language: "vi",
            under: "Xã Quảng Nghiệp, ngày 21/11/2026".to_owned(),
            ticks: vec!["1 Không nghe máy".to_owned(), "2 Sẽ đến".to_owned()],
            no_place: "Chưa rõ thôn".to_owned(),
            foot: "Cất giữ như sổ ghi".to_owned(),
            page: "Trang".to_owned(),
        },
    }
}

pub(super) fn row(name: &str) -> Row {
    let mut row: Row = std::array::from_fn(|_| String::new());
    (row[1], row[4]) = (name.to_owned(), "0912345678".to_owned());
    row
}

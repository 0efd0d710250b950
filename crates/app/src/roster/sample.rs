//! A list to try with: invented people of the commune's own villages, and a few rows as they should not be.

use std::path::Path;

use chrono::NaiveDate;
use documents::roster::write_sample;
use documents::session_log::Written;
use domain::synthetic::{SyntheticPerson, synthetic_people};
use store::Store;

use crate::text::Texts;
use crate::{Error, clock, failure, view};

/// Other people than those of the practice roster.
const SEED: u64 = 20_261_122;
/// Rows as they should be.
const PEOPLE: usize = 40;
const TITLE: &str = "DANH SÁCH MẪU (NGƯỜI BỊA ĐỂ THỰC HÀNH)";
const COLUMNS: [&str; 9] =
    ["STT", "Họ và tên", "Số CCCD", "Ngày sinh", "Giới tính", "Thôn", "Địa chỉ", "SĐT", "Trạng thái"];
/// Rows that a trial refuses, each for another reason.
const WRONG: [[&str; 9]; 4] = [
    ["41", "Nguyễn Văn Thử", "3090000041", "01/02/1990", "Nam", "Thôn Gồm", "", "", "Đã kích hoạt mức 2"],
    ["42", "Trần Thị Thử", "005185000042", "09/11/85", "Nữ", "Thôn Gồm", "", "505000042", "Đã kích hoạt mức 2"],
    ["43", "Lê Văn Thử", "003090000043", "1990", "Nam", "Thôn Chưa Có", "", "", "Chưa cài VNeID"],
    ["44", "Phạm Thị Thử", "", "31/02/1990", "Nữ", "Thôn Gồm", "", "không có", "Mức 2"],
];

/// Writes it.
///
/// # Errors
/// The file; the place that was chosen.
pub(crate) fn sample(store: &Store, path: &Path, now_ms: i64) -> Result<Written, Error> {
    let day = clock::day_of(now_ms);
    let villages: Vec<String> = store.villages()?.iter().map(|it| it.name.as_str().to_owned()).collect();
    let count = u16::try_from(villages.len()).unwrap_or(u16::MAX).max(1);
    let people = synthetic_people(SEED, day, count).take(PEOPLE);
    let mut rows: Vec<Vec<String>> = (1..).zip(people).map(|(at, person)| row(at, person, &villages)).collect();
    rows.extend(WRONG.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()));
    let made_at = clock::wall(now_ms).unwrap_or_else(|| NaiveDate::default().and_time(chrono::NaiveTime::default()));
    write_sample(path, TITLE, &COLUMNS, &rows, &made_at).map_err(|error| failure::export(error, path))
}

fn row(at: u32, person: SyntheticPerson, villages: &[String]) -> Vec<String> {
    let texts = Texts::of(view::export::Language::Vi);
    let day = person.birth.full_day().map(domain::format::date);
    vec![
        at.to_string(),
        person.name.as_str().to_owned(),
        person.number.as_str().to_owned(),
        day.unwrap_or_else(|| person.birth.year().to_string()),
        texts.get(&format!("sex-{}", person.sex.key()), &[]),
        villages.get(usize::from(person.village)).map(|name| format!("Thôn {name}")).unwrap_or_default(),
        person.address.as_str().to_owned(),
        person.phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default(),
        texts.get(&format!("account-state-{}", person.account_state.key()), &[]),
    ]
}

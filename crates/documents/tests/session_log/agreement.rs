//! Both formats, the summary, and either way of making a workbook say the same, whatever the texts.

use std::collections::BTreeMap;
use std::fs;

use chrono::NaiveTime;
use documents::session_log::{Format, Heading, ROWS_IN_MEMORY_MAX, Summary};
use proptest::prelude::*;

use crate::evening::*;

fn a_text() -> impl Strategy<Value = String> {
    let awkward =
        ["", " hai  đầu ", "_x0041_", "a\r\nb\rc", "\u{1}\u{FFFE}", "'=1", "\"", ",;\t", "<&>", "5E10", "007"];
    prop_oneof![
        "\\PC{0,24}",
        "[-=+@\\t\\r\\n ＝]\\PC{0,8}",
        proptest::sample::select(awkward.map(str::to_owned).to_vec())
    ]
}

prop_compose! {
    fn an_arbitrary_assist()(
        texts in proptest::array::uniform13(a_text()),
        outcome in proptest::sample::select(vec!["Đã xong", "Hẹn lại", "Từ chối"]),
        days in (0_i64..60_000, proptest::option::of(0_i64..60_000)),
        second in 0_u32..86_400,
        birth_year in proptest::option::of(1900_u16..2100),
        voided: bool,
    ) -> Assist {
        let after = |days| day(1901, 1, 1) + chrono::Duration::days(days);
        let mut texts = texts;
        texts[6] = outcome.to_owned();
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0).unwrap();
        Assist { texts, day: after(days.0), time, birth_year, return_day: days.1.map(after), voided }
    }
}

fn counted(rows: &[Vec<String>]) -> BTreeMap<&str, u32> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row[10].as_str()).or_default() += 1;
    }
    counts
}

/// What CSV must hold where the workbook shows `text`.
fn guarded(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn t34_both_formats_and_the_summary_agree(assists in proptest::collection::vec(an_arbitrary_assist(), 0..12), long: bool) {
        let expected = if long { ROWS_IN_MEMORY_MAX + 1 } else { 0 };
        let heading: Heading = heading(expected);
        let csv = export(Format::Csv, &heading, &assists, &Summary::default());
        let in_csv = records(&csv.path).split_off(1);
        let counts: Vec<(&str, u32)> = counted(&in_csv).into_iter().collect();
        let xlsx = export(Format::Xlsx, &heading, &assists, &summary(&counts));
        let in_xlsx = sheet(&xlsx.path, "Nhật ký").split_off(ROWS_ABOVE);
        prop_assert_eq!(in_xlsx.len(), assists.len());
        for (shown, written) in in_xlsx.iter().zip(&in_csv) {
            let shown: Vec<String> = shown.iter().map(|text| guarded(text)).collect();
            prop_assert_eq!(&shown, written);
        }
        let totals = sheet(&xlsx.path, "Tổng hợp").split_off(4);
        let told: BTreeMap<&str, u32> = totals.iter().map(|row| (row[0].as_str(), row[1].parse().unwrap())).collect();
        let total: u32 = told["Cộng"];
        prop_assert_eq!(total as usize, in_xlsx.len());
        for (outcome, count) in counted(&in_xlsx) {
            prop_assert_eq!(told[outcome], count);
        }
    }

    #[test]
    fn a_streamed_log_reads_like_one_made_in_memory(assists in proptest::collection::vec(an_arbitrary_assist(), 0..12)) {
        let short = export(Format::Xlsx, &heading(0), &assists, &Summary::default());
        let long = export(Format::Xlsx, &heading(ROWS_IN_MEMORY_MAX + 1), &assists, &Summary::default());
        prop_assert_eq!(sheet(&short.path, "Nhật ký"), sheet(&long.path, "Nhật ký"));
        let names: Vec<_> = fs::read_dir(long.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        prop_assert_eq!(names, ["nhat-ky"], "nothing else is left in the folder");
    }
}

//! The codes of made-up cards that the window's tests read: made here by another library than the one that reads them.
//! `UPDATE_CODES=1` writes them anew.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;
use tests::cards::{card_texts, code_rows};

const PLACE: &str = "../ui/src/lib/features/desk/reader/codes.json";
/// Of both layouts by turns.
const CARDS: usize = 12;

#[test]
fn the_committed_codes_are_those_of_made_up_cards() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PLACE);
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let cards: Vec<_> = card_texts(7, day, CARDS)
        .into_iter()
        .map(|text| {
            let rows = code_rows(&text);
            json!({ "text": text, "rows": rows })
        })
        .collect();
    let fresh = serde_json::to_string_pretty(&cards).unwrap() + "\n";
    if std::env::var_os("UPDATE_CODES").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == fresh, "codes.json is out of date: UPDATE_CODES=1 writes it");
}

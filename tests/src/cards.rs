//! Card payloads of people who do not exist, in both layouts by turns.

use chrono::NaiveDate;
use domain::synthetic::{CardLayout, synthetic_people};
use fast_qr::{ECL, Module, QRBuilder};

/// The texts of `count` cards, as a scanner types them.
#[must_use]
pub fn card_texts(seed: u64, today: NaiveDate, count: usize) -> Vec<String> {
    let layouts = [CardLayout::Chip, CardLayout::CanCuoc].into_iter().cycle();
    synthetic_people(seed, today, 6).zip(layouts).take(count).map(|(person, layout)| person.card_text(layout)).collect()
}

/// The day the stories are told on, in Vietnam.
///
/// # Panics
/// Never: the app writes days as ISO text.
#[must_use]
pub fn today() -> NaiveDate {
    app::today().parse().unwrap_or_default()
}

/// The QR code of a card's text as rows of `#` and `.`, without the light modules around it.
#[must_use]
pub fn code_rows(text: &str) -> Vec<String> {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return Vec::new() };
    let row = |row: &[Module]| row.iter().map(|module| if module.value() { '#' } else { '.' }).collect();
    code.data.chunks(code.size).take(code.size).map(row).collect()
}

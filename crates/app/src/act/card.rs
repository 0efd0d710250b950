//! Reading a card's text without a commune: for trying out a scanner.

use domain::card;

use crate::settings::Settings;
use crate::view::Words;
use crate::view::card::CardView;
use crate::{Code, Error, clock, desk};

/// Reads a card's text, as it would be read at the desk today; keeps nothing.
///
/// # Errors
/// [`Code::BadField`] with `field` = `card` and `why`, the key of the sentence that says what to do.
pub fn parse_card(text: &str) -> Result<CardView, Error> {
    let today = clock::day_of(Settings::default().now_ms());
    let card = card::parse_card(text, today)
        .map_err(|error| Error::new(Code::BadField).with("field", "card").with("why", error.key()))?;
    let person = desk::of_card(&card);
    Ok(CardView {
        kind: kind(card.kind).to_owned(),
        doubts: desk::doubts_of(&card, &person),
        person,
        notices: card.warnings.iter().map(|warning| Words::new(warning.key())).collect(),
        extra_fields: card.extra_fields,
    })
}

const fn kind(kind: card::CardKind) -> &'static str {
    match kind {
        card::CardKind::Chip => "chip-card",
        card::CardKind::CanCuoc => "identity-card",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layouts_are_read_and_garbage_is_named() {
        let chip = "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương|22062022";
        let card = parse_card(chip).unwrap();
        assert_eq!((card.kind.as_str(), card.person.number.as_str()), ("chip-card", "005185000002"));
        let new = "007301000003||Ksor H'Lan|30122001|Nữ|Làng O, Vĩnh Sơn, Gia Lai|01082024||||";
        assert_eq!(parse_card(new).unwrap().kind, "identity-card");
        let error = parse_card("x|y").unwrap_err();
        assert_eq!(error.params.get("why").map(String::as_str), Some("card-error-too-few-fields"));
    }
}

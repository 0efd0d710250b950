//! Stories of the card parser: what is read, what is refused, and that nothing is guessed.

use super::*;
use proptest::prelude::*;

const AN: &str = "003090000001|380000001|Nguyễn Văn An|01021990|Nam|Tổ 5A, TT. Năm Căn, Năm Căn, Cà Mau|15032021";
const HANH: &str = "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương|22062022";
const LAN: &str = "007301000003||Ksor H'Lan|30122001|Nữ|Làng O, Vĩnh Sơn, Gia Lai|01082024||||";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn parse(text: &str) -> Result<Card, CardError> {
    parse_card(text, today())
}

/// One field of a good card replaced.
fn with(field: usize, value: &str) -> String {
    let mut fields: Vec<&str> = HANH.split('|').collect();
    fields[field] = value;
    fields.join("|")
}

#[test]
fn both_layouts_are_read_field_by_field() {
    let check = |text: &str, number: &str, name: &str, birth: &str, sex: Sex, address: &str, kind: CardKind| {
        let card = parse(text).unwrap();
        assert_eq!(card.number.as_str(), number);
        assert_eq!(card.name.as_str(), name);
        assert_eq!(card.birth.to_iso(), birth);
        assert_eq!((card.sex, card.kind), (sex, kind));
        assert_eq!(card.address.as_ref().map(Address::as_str), Some(address));
        assert_eq!(card.warnings, BTreeSet::from([CardWarning::SampleNumber]), "{name}");
        assert!(card.extra_fields.is_empty());
    };
    let address = "Tổ 5A, TT. Năm Căn, Năm Căn, Cà Mau";
    check(AN, "003090000001", "Nguyễn Văn An", "1990-02-01", Sex::Male, address, CardKind::Chip);
    let address = "Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương";
    check(HANH, "005185000002", "Trần Thị Hạnh", "1985-11-09", Sex::Female, address, CardKind::Chip);
    let address = "Làng O, Vĩnh Sơn, Gia Lai";
    check(LAN, "007301000003", "Ksor H'Lan", "2001-12-30", Sex::Female, address, CardKind::CanCuoc);
}

#[test]
fn what_scanners_put_around_a_card_is_dropped() {
    let plain = parse(HANH).unwrap();
    for around in [format!("\u{FEFF}{HANH}\r\n"), format!("  {HANH}\t"), format!("{HANH}\n"), HANH.nfd().collect()] {
        assert_eq!(parse(&around), Ok(plain.clone()), "{around:?}");
    }
}

#[test]
fn a_field_that_is_not_what_must_stand_there_is_named() {
    let check = |field: usize, value: &str, expected: CardError| {
        assert_eq!(parse(&with(field, value)), Err(expected), "field {field} = {value:?}");
    };
    check(0, "00518500000", CardError::Number);
    check(0, "00518500000O", CardError::Number);
    check(0, "", CardError::Number);
    check(1, "12345678", CardError::OldNumber);
    check(1, "Trần Thị Hạnh", CardError::OldNumber);
    check(2, "", CardError::NameMissing);
    check(2, "-", CardError::NameMissing);
    check(2, "TrÆZn", CardError::NameMangled);
    check(2, "Nguy9999n", CardError::NameMangled);
    check(2, &"a".repeat(101), CardError::NameTooLong);
    check(3, "0911985", CardError::Birth);
    check(3, "09/11/1985", CardError::Birth);
    check(3, "", CardError::Birth);
    check(3, "31021985", CardError::BirthImpossible);
    check(3, "09111885", CardError::BirthImpossible);
    check(3, "22112026", CardError::BirthFuture);
    check(4, "Nu", CardError::Sex);
    check(4, "", CardError::Sex);
    check(4, "nỮ", CardError::CapsLock);
    check(5, &"a".repeat(301), CardError::Address);
    check(5, "Thôn\u{7}Gồm", CardError::Address);
    check(6, "", CardError::IssueDate);
    check(6, "32062022", CardError::IssueDate);
    check(6, "220622", CardError::IssueDate);
}

#[test]
fn a_disagreement_is_a_warning_and_the_card_is_taken() {
    let check = |text: &str, expected: &[CardWarning]| {
        let mut got = parse(text).unwrap().warnings;
        got.remove(&CardWarning::SampleNumber);
        assert_eq!(got, expected.iter().copied().collect(), "{text}");
    };
    check(&with(3, "09111986"), &[CardWarning::BirthYearDiffers]);
    check(&with(4, "Nam"), &[CardWarning::SexDiffers]);
    check(&with(0, "999185000002"), &[CardWarning::BirthPlaceUnknown]);
    check(&with(3, "1985"), &[CardWarning::BirthYearOnly]);
    check(&with(2, "TRẦN THỊ HẠNH"), &[CardWarning::NameInCapitals]);
    check(&with(5, ""), &[CardWarning::AddressMissing]);
    check(&with(5, "Thôn G☼m"), &[CardWarning::AddressMangled]);
    check(&with(5, "ThÃ´n Gá»“m"), &[CardWarning::Mended]);
    check(&with(2, "Trần Thị Ksỏ"), &[CardWarning::InputMethod]);
    check(&with(6, "22112026"), &[CardWarning::IssuedAhead]);
    check(&with(6, "08111985"), &[CardWarning::IssuedBeforeBirth]);
    check(&format!("{HANH}||x||"), &[CardWarning::ExtraFields]);
}

#[test]
fn only_real_place_codes_pass_without_a_word() {
    let card = parse(&with(0, "999185000002")).unwrap();
    assert!(!card.warnings.contains(&CardWarning::SampleNumber));
    assert!(parse(HANH).unwrap().warnings.contains(&CardWarning::SampleNumber));
}

#[test]
fn the_issue_date_tells_the_card() {
    assert_eq!(parse(&with(6, "30062024")).unwrap().kind, CardKind::Chip);
    assert_eq!(parse(&with(6, "01072024")).unwrap().kind, CardKind::CanCuoc);
}

#[test]
fn the_case_of_a_name_is_kept_and_title_case_is_offered() {
    let card = parse(&with(2, "TRẦN THỊ HẠNH")).unwrap();
    assert_eq!(card.name.as_str(), "TRẦN THỊ HẠNH");
    assert_eq!(card.name.title_case(), PersonName::parse("Trần Thị Hạnh").ok());
}

#[test]
fn fields_after_the_seventh_are_shown_and_too_many_are_refused() {
    let card = parse(&format!("{HANH}|003001|Cha|Mẹ|")).unwrap();
    assert_eq!(card.extra_fields, ["003001", "Cha", "Mẹ"]);
    assert!(!format!("{card:?}").contains("Cha"), "parents are not printed by accident");
    assert_eq!(parse(&format!("{HANH}{}", "|".repeat(25))).map(|card| card.kind), Ok(CardKind::Chip));
    assert_eq!(parse(&format!("{HANH}{}", "|".repeat(26))), Err(CardError::TooManyFields));
}

#[test]
fn cut_short_or_swollen_scans_are_refused() {
    assert_eq!(parse(""), Err(CardError::TooFewFields { found: 1 }));
    assert_eq!(parse("005185000002||Trần"), Err(CardError::TooFewFields { found: 3 }));
    assert_eq!(parse(&"|".repeat(CARD_BYTES_MAX)), Err(CardError::TooManyFields));
    assert_eq!(parse(&"9".repeat(1 << 20)), Err(CardError::TooLong));
}

#[test]
fn the_box_knows_a_card_from_a_search() {
    let check = |text: &str, expected: bool| assert_eq!(looks_like_card(text), expected, "{text:?}");
    check(HANH, true);
    check("005185000002|", true);
    check("\u{FEFF}005185000002 Tran", true);
    check("005185000002", false);
    check(" 005185000002\n", false);
    check("ng v an", false);
    check("417", false);
    check("0505000001", false);
    check("", false);
}

#[test]
fn every_error_and_warning_has_its_own_key() {
    let keys: Vec<&str> = KEYS.iter().flat_map(|keys| keys.iter().copied()).collect();
    let unique: BTreeSet<&str> = keys.iter().copied().collect();
    assert_eq!(unique.len(), keys.len());
    for error in [parse(""), parse(&with(0, "")), parse(&with(4, "nAM"))] {
        assert!(unique.contains(error.unwrap_err().key()));
    }
}

proptest! {
    #[test]
    fn t25_no_text_makes_the_parser_panic(text in "\\PC{0,200}") {
        let _ = (parse(&text).is_ok(), looks_like_card(&text));
    }

    #[test]
    fn t25_no_bytes_make_the_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = (parse(&text).is_ok(), looks_like_card(&text));
    }

    #[test]
    fn t25_seven_strange_fields_do_not_panic(fields in prop::collection::vec("[0-9A-Za-zÀ-ỹ ]{0,14}", 7..12)) {
        let _ = parse(&fields.join("|")).is_ok();
    }

    #[test]
    fn a_card_cut_anywhere_is_refused_or_says_the_same(at in 0usize..140) {
        // Cut inside the last field's date only a shorter, invalid date is left; after it nothing is lost.
        let whole = parse(LAN).unwrap();
        if let Some(Ok(card)) = LAN.get(..at).map(parse) {
            prop_assert_eq!(card, whole);
        }
    }

    #[test]
    fn any_honest_card_is_read_back(year in 1900i32..=2026, of_year in 1u32..=320, tail in 0u32..1_000_000, male: bool) {
        let born = NaiveDate::from_yo_opt(year, of_year).unwrap();
        let century = (year - 1900) / 100 * 2 + i32::from(!male);
        let number = format!("003{century}{:02}{tail:06}", year % 100);
        let sex = if male { "Nam" } else { "Nữ" };
        let text = format!("{number}||Trần Thị Hạnh|{}|{sex}|Thôn Gồm|21112026||||", born.format("%d%m%Y"));
        let card = parse(&text).unwrap();
        prop_assert_eq!(card.number.as_str(), number);
        prop_assert_eq!(card.birth.full_day(), Some(born));
        prop_assert_eq!(card.warnings, BTreeSet::from([CardWarning::SampleNumber]));
    }
}

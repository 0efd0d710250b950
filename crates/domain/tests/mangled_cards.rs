//! Made-up cards by every fault of scanners: what is read exactly, with choices, or refused; never a wrong digit, date or sex.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking, and this one prints its table"
)]

mod mangling;

use chrono::NaiveDate;
use domain::card::{Card, CardError, CardWarning, ScannerProfile, parse_card, parse_card_of, probe_text, probed};
use domain::synthetic::{CardLayout, synthetic_people};
use mangling::{ALL, Mangling, mangled};
use proptest::prelude::*;

/// Cards of each mangling.
const CARDS: usize = 600;
/// Addresses as cards have them: lone numbers, numbers that look like letters' numbers, old and new forms.
const ADDRESSES: [&str; 12] = [
    "Tổ 5A, TT. Năm Căn, Năm Căn, Cà Mau",
    "KP7889, 272A Lê Lợi, P. Thắng Tam, Vũng Tàu",
    "Số 225 Nguyễn Trãi, P. 7, Q. 5, TP. Hồ Chí Minh",
    "Lô A1, Xóm 3, Yên Khánh, Ý Yên, Nam Định",
    "Thôn Đồng Tâm, Ea Kpam, Cư M'gar, Đắk Lắk",
    "Buôn Ky, Thành Nhất, Buôn Ma Thuột, Đắk Lắk",
    "12/3 Kiệt 225, Phú Hội, Huế",
    "ấp Mỹ Phú, xã Tân Hưng, huyện Cái Bè, tỉnh Tiền Giang",
    "Làng O, Vĩnh Sơn, Gia Lai",
    "Khu đô thị KĐT-2, Dĩ An, Bình Dương",
    "Bản Nà Ừ, Chiềng Mung, Mai Sơn, Sơn La",
    "TỔ 8, THỊ TRẤN ĐU, PHÚ LƯƠNG, THÁI NGUYÊN",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// Lowland and highland names by turns, with made-up and listed addresses.
fn cards() -> Vec<String> {
    let rare = |text: &str| text.contains(|c| "ŏŭĕĭčñŎŬĔĬČÑɃ'-".contains(c));
    let (highland, lowland): (Vec<String>, Vec<String>) = synthetic_people(7, today(), 12)
        .take(6_000)
        .map(|person| person.card_text(if person.village % 2 == 0 { CardLayout::Chip } else { CardLayout::CanCuoc }))
        .partition(|card| rare(card.split('|').nth(2).unwrap()));
    let fifth = CARDS / 5;
    let mixed = highland.into_iter().take(fifth).chain(lowland.into_iter().take(CARDS - fifth));
    mixed
        .enumerate()
        .map(|(at, card)| if at % 3 == 0 { card } else { with(&card, 5, ADDRESSES[at / 2 % ADDRESSES.len()]) })
        .collect()
}

fn with(card: &str, field: usize, value: &str) -> String {
    let mut fields: Vec<&str> = card.split('|').collect();
    fields[field] = value;
    fields.join("|")
}

/// How a mangled card was read, compared with the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    Exact,
    Choices,
    /// Name exact or with choices; the address said to be unreadable.
    WithoutAddress,
    /// Read otherwise, with the hint that an input method may be at work.
    Hinted,
    Refused,
    /// Read otherwise, without a word.
    Wrong,
}

fn compare(card: &str, read: Result<Card, CardError>) -> Read {
    let Ok(read) = read else { return Read::Refused };
    let truth = parse_card(card, today()).unwrap();
    assert_eq!(
        (read.number, read.birth, read.sex, read.kind),
        (truth.number, truth.birth, truth.sex, truth.kind),
        "{card}"
    );
    let name = read.name_read.may_be(&truth.name_read.text());
    let address = read.address_read.may_be(&truth.address_read.text());
    let doubts = read.name_read.doubts() + read.address_read.doubts();
    match (name, address) {
        (true, true) if doubts == 0 => Read::Exact,
        (true, true) => Read::Choices,
        (true, false) if read.warnings.contains(&CardWarning::AddressMangled) => Read::WithoutAddress,
        _ if read.warnings.contains(&CardWarning::InputMethod) => Read::Hinted,
        _ => Read::Wrong,
    }
}

/// One row: how many of [`CARDS`] were read how.
fn row(cards: &[String], how: Mangling) -> String {
    let reads: Vec<Read> = cards.iter().map(|card| compare(card, parse_card(&mangled(card, how), today()))).collect();
    let wrong = cards.iter().zip(&reads).find(|(_, read)| **read == Read::Wrong);
    if let (Some((card, _)), false) = (wrong, matches!(how, Mangling::Telex | Mangling::Vni)) {
        let read = parse_card(&mangled(card, how), today()).unwrap();
        let pieces = (read.name_read.pieces(), read.address_read.pieces());
        println!("{how:?}: {card} came as {} and was read as {pieces:?}", mangled(card, how));
    }
    let count = |kind: Read| reads.iter().filter(|read| **read == kind).count();
    let kinds = [Read::Exact, Read::Choices, Read::WithoutAddress, Read::Hinted, Read::Refused, Read::Wrong];
    let counts: Vec<String> = kinds.into_iter().map(|kind| count(kind).to_string()).collect();
    format!("| {} | {} |", title(how), counts.join(" | "))
}

const fn title(how: Mangling) -> &'static str {
    match how {
        Mangling::None => "none",
        Mangling::Utf8 => "UTF-8 as Windows-1252, all bytes there",
        Mangling::Utf8Replaced => "… five bytes as U+FFFD",
        Mangling::Utf8Lost => "… seven bytes lost",
        Mangling::Utf8Spaced => "… no-break spaces as spaces",
        Mangling::Bytes => "byte numbers",
        Mangling::BytesLost => "… bytes 80–9F lost",
        Mangling::CodePoints => "code-point numbers",
        Mangling::LowByte => "low byte, code page 437",
        Mangling::Caps => "Caps Lock",
        Mangling::CapsAscii => "… past letters with marks",
        Mangling::Telex => "Telex on",
        Mangling::Vni => "VNI on",
    }
}

#[test]
fn every_mangling_is_read_as_often_as_the_readme_says() {
    let cards = cards();
    assert_eq!(cards.len(), CARDS);
    let table: Vec<String> = ALL.into_iter().map(|how| row(&cards, how)).collect();
    println!("{}", table.join("\n"));
    let readme = include_str!("../../../README.md").replace("\r\n", "\n");
    assert!(readme.contains(&table.join("\n")), "README.md says otherwise; the table is now\n{}", table.join("\n"));
}

#[test]
fn no_letter_of_the_table_is_ever_read_as_another() {
    let card = with(&cards()[150], 5, "Thôn Gồm");
    let letters = include_str!("data/vietnamese_letters.txt").chars().filter(|c| !c.is_whitespace());
    for letter in letters {
        for how in ALL.into_iter().filter(|how| !matches!(how, Mangling::Telex | Mangling::Vni)) {
            let name = match letter {
                'đ' => "Lò Kađa".to_owned(),
                _ if letter.is_uppercase() => format!("Lò {letter}"),
                _ => format!("Lò Kh{letter}"),
            };
            let card = with(&card, 2, &name);
            let read = compare(&card, parse_card(&mangled(&card, how), today()));
            assert_ne!(read, Read::Wrong, "{letter} by {how:?}");
        }
    }
}

#[test]
fn a_scanner_that_is_known_is_not_taken_at_its_word() {
    let card = "003090000001||Hà Mơ|01021990|Nam|Sơn La|15032021";
    let typed = mangled(card, Mangling::LowByte).replace('α', "a");
    let unknown = parse_card(&typed, today()).unwrap();
    assert_eq!(
        (unknown.profile, unknown.name.as_str()),
        (ScannerProfile::Plain, "Ha Mí"),
        "nothing tells it from a name"
    );
    let known = parse_card_of(&typed, today(), Some(ScannerProfile::LowByte)).unwrap();
    assert!(known.name_read.may_be("Ha Mơ") && known.warnings.contains(&CardWarning::NameUnsure));
}

#[test]
fn one_scan_of_the_probe_tells_every_fault() {
    use ScannerProfile::{ByteNumbers, CapsLock, CodePointNumbers, InputMethod, LowByte, Plain, Utf8AsCp1252};
    let check = |how: Mangling, profile: ScannerProfile, uncertain: usize| {
        let found = probed(&mangled(&probe_text(), how)).unwrap();
        assert_eq!((found.profile, found.uncertain.chars().count()), (Some(profile), uncertain), "{how:?}");
    };
    check(Mangling::None, Plain, 0);
    check(Mangling::Utf8, Utf8AsCp1252, 0);
    check(Mangling::Utf8Replaced, Utf8AsCp1252, 9);
    check(Mangling::Utf8Lost, Utf8AsCp1252, 15);
    check(Mangling::Bytes, ByteNumbers, 0);
    check(Mangling::BytesLost, ByteNumbers, 52);
    check(Mangling::CodePoints, CodePointNumbers, 0);
    check(Mangling::LowByte, LowByte, 72);
    check(Mangling::Caps, CapsLock, 0);
    check(Mangling::Telex, InputMethod, 0);
    check(Mangling::Vni, InputMethod, 0);
}

/// Vietnamese syllables and highland words, put together here.
fn word() -> impl Strategy<Value = String> {
    let onset =
        prop::sample::select(vec!["b", "đ", "h", "kh", "l", "m", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x"]);
    let rime = prop::sample::select(vec![
        "a", "à", "á", "ả", "ã", "ạ", "ai", "án", "ạnh", "ăn", "ằng", "ậu", "ấm", "ẩn", "ẫn", "âm", "ời", "ơ", "ợi",
        "ỡ", "ớn", "ờ", "ở", "ô", "ộc", "ồng", "ổ", "ỗ", "ố", "ốt", "ó", "òn", "ỏ", "õ", "ọc", "u", "ũ", "ũng", "ùng",
        "ụ", "ủ", "úc", "ư", "ứ", "ử", "ữ", "ự", "ương", "ường", "ượng", "ưởng", "ưỡng",
    ]);
    let highland = prop::sample::select(vec!["ksor", "kpă", "blĕ", "bhŏk", "čŭn", "hĭn", "ñoan", "y", "h'lan", "rơ"]);
    let vietnamese = (onset, rime).prop_map(|(onset, rime)| format!("{onset}{rime}"));
    prop_oneof![9 => vietnamese, 1 => highland.prop_map(str::to_owned)].prop_map(|word| titled(&word))
}

fn titled(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let rest: String = letters.collect();
    first + &rest.strip_prefix("'l").map_or(rest.clone(), |after| format!("'L{after}"))
}

fn address() -> impl Strategy<Value = String> {
    let number =
        prop::sample::select(vec!["Tổ 5A", "KP7889", "272A", "225b", "Số 225", "12/3", "Q. 7", "221", "A1", "K272"]);
    (prop::option::of(number), prop::collection::vec(word(), 1..5)).prop_map(|(number, words)| {
        format!("{}{}", number.map(|it| format!("{it} ")).unwrap_or_default(), words.join(" "))
    })
}

fn card() -> impl Strategy<Value = String> {
    let name = prop::collection::vec(word(), 2..5).prop_map(|words| words.join(" "));
    (name, address(), any::<bool>()).prop_map(|(name, address, male)| {
        let (number, sex) = if male { ("003090000001", "Nam") } else { ("003190000001", "Nữ") };
        format!("{number}|380000001|{name}|01021990|{sex}|{address}|15032021")
    })
}

/// Nothing tells it from a card that was typed whole.
fn looks_right(typed: &str) -> bool {
    parse_card(typed, today()).is_ok_and(|card| card.profile == ScannerProfile::Plain)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_card_that_is_right_comes_back_byte_for_byte(card in card()) {
        let read = parse_card(&card, today()).unwrap();
        let fields: Vec<&str> = card.split('|').collect();
        prop_assert_eq!(read.profile, ScannerProfile::Plain);
        prop_assert_eq!((read.name_read.text(), read.address_read.text()), (fields[2].to_owned(), fields[5].to_owned()));
        prop_assert_eq!((read.name_read.doubts(), read.address_read.doubts()), (0, 0));
    }

    #[test]
    fn a_mangled_card_is_read_exactly_or_with_the_truth_among_its_choices_or_refused(
        card in card(), how in prop::sample::select(ALL[..11].to_vec()),
    ) {
        let typed = mangled(&card, how);
        let read = compare(&card, parse_card(&typed, today()));
        prop_assert!(read != Read::Wrong || looks_right(&typed), "{:?} {} {}", how, card, typed);
    }

    #[test]
    fn no_digit_date_or_sex_changes_whatever_the_letters_became(
        card in card(), how in prop::sample::select(ALL.to_vec()), tail in 0u32..1_000_000,
    ) {
        let card = card.replacen("000001|", &format!("{tail:06}|"), 1);
        // Compares number, birth, sex and kind of card.
        let _ = compare(&card, parse_card(&mangled(&card, how), today()));
    }
}

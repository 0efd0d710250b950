//! Stories of single texts; whole cards by every profile are in `tests/mangled_cards.rs`.

use super::*;

fn read(name: &str, sex: &str, address: &str) -> Option<Taken> {
    take_back(Typed { name, sex, address }, None)
}

/// The name's text and doubts.
fn name(typed: &str) -> Option<(String, ScannerProfile, usize)> {
    read(typed, "Nam", "Thôn Gồm").map(|it| (it.name.text(), it.profile, it.name.doubts()))
}

#[test]
fn one_name_by_every_profile() {
    use ScannerProfile::{ByteNumbers, CodePointNumbers, LowByte, Plain, Utf8AsCp1252};
    let check = |typed: &str, expected: &str, profile: ScannerProfile, doubts: usize| {
        assert_eq!(name(typed), Some((expected.to_owned(), profile, doubts)), "{typed}");
    };
    check("Trương", "Trương", Plain, 0);
    check("TrÆ°Æ¡ng", "Trương", Utf8AsCp1252, 0);
    check("Tr0198017601980161ng", "Trương", ByteNumbers, 0);
    check("Nguy7877n V259n", "Nguyễn Văn", CodePointNumbers, 0);
    check("Ph░íng", "Phương", LowByte, 0);
    check("Sαi", "Sài", LowByte, 0);
    check("Ngh)a", "Nghĩa", LowByte, 0);
}

#[test]
fn caps_lock_is_swapped_back_whether_or_not_marks_were() {
    let check = |typed: (&str, &str, &str), expected: (&str, &str)| {
        let taken = read(typed.0, typed.1, typed.2).unwrap();
        let address = taken.address.unwrap().text();
        assert_eq!((taken.name.text().as_str(), address.as_str()), expected);
        assert_eq!(taken.profile, ScannerProfile::CapsLock);
    };
    check(("nGUYỄN vĂN aN", "nAM", "tỔ 5a, kp7889"), ("Nguyễn Văn An", "Tổ 5A, KP7889"));
    check(("nGUYễN văN aN", "nAM", "tổ 5a, xã"), ("Nguyễn Văn An", "Tổ 5A, Xã"));
    check(("trần thị hạnh", "nỮ", "thôn gồm"), ("TRẦN THỊ HẠNH", "THÔN GỒM"));
}

#[test]
fn caps_lock_past_letters_with_marks_is_told_by_the_sex_or_the_address_is_offered_as_both() {
    let check = |sex: &str, address: &str, options: &[&str]| {
        let taken = read("hU hA", sex, address).unwrap();
        let pieces: Vec<Vec<String>> = taken.address.unwrap().pieces().to_vec();
        assert_eq!(
            (taken.profile, pieces),
            (ScannerProfile::CapsLock, vec![options.iter().map(ToString::to_string).collect()])
        );
    };
    check("nữ", "bỡ", &["Bỡ"]);
    check("nỮ", "bỠ", &["Bỡ"]);
    check("nữ", "tđ", &["Tđ"]);
    check("nAM", "bỡ", &["BỠ", "Bỡ"]);
}

#[test]
fn letters_that_end_alike_are_offered_and_not_guessed() {
    let check = |typed: &str, options: &[&str]| {
        let taken = read(typed, "N∩", "Th⌠n G╙m").unwrap();
        let offered: Vec<&String> = taken.name.pieces().iter().filter(|it| it.len() > 1).flatten().collect();
        assert_eq!(offered, options, "{typed}");
    };
    check("Tr╧n Bß", &["Bá", "Bỡ"]);
    check("Tr╧n Sín", &["Sơn", "Sạn"]);
    check("Tr╧n Síng", &["Sạng", "Sơng"]);
    check("Tr╧n Vi", &["Vi", "Vũ"]);
    check("Tr╧n Sßng", &[]);
}

#[test]
fn numbers_in_addresses_survive() {
    let check = |typed: &str, expected: &str| {
        let taken = read("Nguy7877n V259n An", "Nam", typed).unwrap();
        let address = taken.address.unwrap();
        assert!(address.may_be(expected), "{typed}: {:?}", address.pieces());
        assert_eq!(address.text(), expected, "{typed}");
    };
    check("T7893 5A, KP7889, 272A L234 L7907i", "Tổ 5A, KP7889, 272A Lê Lợi");
    check("S7889 7889", "Số 7889");
    check("225b Nguy7877n Tr227i", "225b Nguyễn Trãi");
    check("225 Nguy7877n Tr227i", "225 Nguyễn Trãi");
}

#[test]
fn a_number_that_may_be_a_letter_is_offered_as_both() {
    let check = |typed: &str, options: &[&str]| {
        let address = read("Nguy7877n", "Nam", typed).unwrap().address.unwrap();
        let offered: Vec<&String> = address.pieces().iter().filter(|it| it.len() > 1).flatten().collect();
        assert_eq!(offered, options, "{typed}");
    };
    check("221 Y234n", &["221", "Ý"]);
    check("272", &["272", "Đ"]);
    check("225 A225b", &["Aáb", "A225b"]);
    check("C224 Mau", &["Cà", "C224"]);
    check("K272T M7899i", &["KĐT", "K272T"]);
}

#[test]
fn a_lost_byte_leaves_its_choices() {
    let check = |typed: &str, truth: &str| {
        let taken = read(typed, "Ná»¯", "ThÃ´n Gá»“m").unwrap();
        assert!(taken.name.may_be(truth), "{typed}: {:?}", taken.name.pieces());
    };
    check("Tráº§n Thá»\u{FFFD}", "Trần Thờ");
    check("Tráº§n Thá»m", "Trần Thọm");
    check("HÃ\u{A0} Ãnh", "Hà Ánh");
    check("HÃ  Ãnh", "Hà Ánh");
    check("HÃ Ãnh", "Hà Ánh");
    check("Ä\u{FFFD}oÃ n", "Đoàn");
    check("Ä\u{90}oÃ\u{A0}n", "Đoàn");
}

#[test]
fn a_known_scanner_is_believed_only_where_it_can_have_typed_the_text() {
    let check = |name: &str, known: ScannerProfile, doubts: usize| {
        let typed = Typed { name, sex: "Nam", address: "Nam Trung" };
        let taken = take_back(typed, Some(known)).unwrap();
        assert_eq!(taken.name.doubts(), doubts, "{name}");
    };
    check("Ní Trang", ScannerProfile::LowByte, 1);
    check("Nguyễn Ní", ScannerProfile::LowByte, 0);
    check("Nguyễn Vi", ScannerProfile::CodePointNumbers, 0);
}
#[test]
fn what_lost_too_much_of_its_bytes_is_refused_and_not_read_by_another_fault() {
    assert!(read("Há» Há»i", "Nam", "Ba").is_none(), "Hử Hời, or many others");
    assert!(read("Hai Y", "Nam", "221 H02250187n").unwrap().address.is_none(), "221 Hớn, or many others");
}

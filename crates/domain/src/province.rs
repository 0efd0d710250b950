//! Where a birth was registered, by the first three digits of the personal number.
//! Never here: the 34 provinces of 2025, which reuse some of these numbers for other places.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Provinces and cities of the code list.
pub const PROVINCES: usize = 63;
/// First and last code of births registered abroad.
const FOREIGN_CODES: std::ops::RangeInclusive<u16> = 101..=295;

/// `assets/province_codes.csv`: a header, then `code,name`.
static NAMES: LazyLock<BTreeMap<u16, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../../../assets/province_codes.csv").lines().skip(1);
    rows.filter_map(|row| row.split_once(',')).filter_map(|(code, name)| Some((code.parse().ok()?, name))).collect()
});

/// What the first three digits of a personal number say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BirthPlace {
    /// One of the 63 provinces and cities as they were named until 2025.
    Province(&'static str),
    /// Registered abroad.
    Abroad,
    /// A code of no place.
    Unknown,
}

/// The place a code stands for.
///
/// Source: Circular 07/2016/TT-BCA, annexes I (63 codes) and II (foreign countries, 101–295).
#[must_use]
pub fn birth_place(code: u16) -> BirthPlace {
    match NAMES.get(&code) {
        Some(name) => BirthPlace::Province(name),
        None if FOREIGN_CODES.contains(&code) => BirthPlace::Abroad,
        None => BirthPlace::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_63_provinces() {
        assert_eq!(NAMES.len(), PROVINCES);
        assert!(NAMES.values().all(|name| !name.trim().is_empty()));
    }

    #[test]
    fn codes_tell_provinces_abroad_and_nothing() {
        let check = |code: u16, expected: BirthPlace| assert_eq!(birth_place(code), expected, "{code}");
        check(1, BirthPlace::Province("Hà Nội"));
        check(30, BirthPlace::Province("Hải Dương"));
        check(52, BirthPlace::Province("Bình Định"));
        check(77, BirthPlace::Province("Bà Rịa - Vũng Tàu"));
        check(96, BirthPlace::Province("Cà Mau"));
        check(101, BirthPlace::Abroad);
        check(295, BirthPlace::Abroad);
        for unallocated in [0, 3, 5, 7, 9, 97, 100, 296, 999] {
            check(unallocated, BirthPlace::Unknown);
        }
    }
}

//! Numbers, percentages and dates as people write them: `115.162`, `79,2 %`, `21/11/2026`.
//! Never here: words. The separators are ordinary characters, so that files and tests compare.

use chrono::{Datelike, NaiveDate};

use crate::language::Language;

/// A whole number with its thousands parted: `115.162`, English `115,162`.
#[must_use]
pub fn number(value: u64, language: Language) -> String {
    let digits = value.to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(at);
        if at > 0 && left % 3 == 0 {
            parted.push(thousands_sign(language));
        }
        parted.push(digit);
    }
    parted
}

/// The share of `part` in `whole` with one decimal, rounded half up: `79,2 %`, English `79.2%`.
///
/// `None` when `whole` is 0. It says 100 only when nothing is left: 9,999 of 10,000 are `99,9 %`.
#[must_use]
pub fn percentage(part: u64, whole: u64, language: Language) -> Option<String> {
    let per_mille = per_mille(part, whole)?;
    let (ones, tenths) = (number(per_mille / 10, language), per_mille % 10);
    Some(match language {
        Language::Vietnamese => format!("{ones},{tenths} %"),
        Language::English => format!("{ones}.{tenths}%"),
    })
}

/// Thousandths, rounded half up, below 1,000 unless `part` reaches `whole`.
fn per_mille(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let rounded = (part * 2000 + whole).checked_div(whole * 2)?;
    let told = if part < whole { rounded.min(999) } else { rounded };
    u64::try_from(told).ok()
}

/// A day as it is written in both languages: `21/11/2026`.
#[must_use]
pub fn date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

fn thousands_sign(language: Language) -> char {
    match language {
        Language::Vietnamese => '.',
        Language::English => ',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_have_their_thousands_parted() {
        let check = |value: u64, vi: &str, en: &str| {
            assert_eq!(number(value, Language::Vietnamese), vi);
            assert_eq!(number(value, Language::English), en);
        };
        check(0, "0", "0");
        check(999, "999", "999");
        check(1_248, "1.248", "1,248");
        check(115_162, "115.162", "115,162");
        check(u64::MAX, "18.446.744.073.709.551.615", "18,446,744,073,709,551,615");
    }

    #[test]
    fn percentages_round_half_up_and_never_to_all() {
        let check = |part: u64, whole: u64, vi: &str, en: &str| {
            assert_eq!(percentage(part, whole, Language::Vietnamese).as_deref(), Some(vi));
            assert_eq!(percentage(part, whole, Language::English).as_deref(), Some(en));
        };
        check(115_162, 145_340, "79,2 %", "79.2%");
        check(5_487, 8_412, "65,2 %", "65.2%");
        check(0, 5, "0,0 %", "0.0%");
        check(1, 2_000, "0,1 %", "0.1%");
        check(1, 2_001, "0,0 %", "0.0%");
        check(9_999, 10_000, "99,9 %", "99.9%");
        check(5, 5, "100,0 %", "100.0%");
        check(3, 2, "150,0 %", "150.0%");
        check(20_000, 1, "2.000.000,0 %", "2,000,000.0%");
        assert_eq!(percentage(1, 0, Language::Vietnamese), None);
    }

    #[test]
    fn the_letters_golden_figures_come_out() {
        let (received, level_1, level_2) = (145_340, 8_397, 106_765);
        let activated = level_1 + level_2;
        assert_eq!(number(activated, Language::Vietnamese), "115.162");
        assert_eq!(percentage(activated, received, Language::Vietnamese).as_deref(), Some("79,2 %"));
        assert_eq!(number(received - activated, Language::Vietnamese), "30.178");
        assert_eq!(number(level_1, Language::Vietnamese), "8.397");
        assert_eq!(number(level_2, Language::Vietnamese), "106.765");
    }

    #[test]
    fn dates_are_written_day_first() {
        assert_eq!(date(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()), "21/11/2026");
        assert_eq!(date(NaiveDate::from_ymd_opt(2026, 2, 1).unwrap()), "01/02/2026");
    }

    proptest! {
        #[test]
        fn any_share_can_be_written(part: u64, whole in 1u64..) {
            let text = percentage(part, whole, Language::Vietnamese);
            prop_assert!(text.is_some_and(|text| text.ends_with(" %")) || part / whole > 10_000_000);
        }
    }
}

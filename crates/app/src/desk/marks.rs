//! Which letters of a name a search matched, so that the window can show why somebody was found.

use domain::fold::fold;

/// Ranges of the name that the query's words match, as UTF-16 offsets, start and end, in the order of the name.
pub(crate) fn marks(name: &str, query: &str) -> Vec<(u32, u32)> {
    let wanted = fold(query);
    let wanted: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let mut marks = Vec::new();
    let mut at = 0_u32;
    for word in name.split_inclusive([' ', '-']) {
        if let Some(length) = wanted.iter().filter_map(|prefix| matched(word, prefix)).max() {
            marks.push((at, at.saturating_add(length)));
        }
        at = at.saturating_add(utf16(word));
    }
    marks
}

/// How much of the word the folded prefix covers, in UTF-16 units.
fn matched(word: &str, prefix: &str) -> Option<u32> {
    if !fold(word).starts_with(prefix) {
        return None;
    }
    let mut end = 0;
    for (at, letter) in word.char_indices() {
        if fold(word.get(..at)?).chars().count() >= prefix.chars().count() && !is_joined(letter) {
            break;
        }
        end = utf16(word.get(..at.saturating_add(letter.len_utf8()))?);
    }
    Some(end)
}

/// A mark belongs to the letter before it.
fn is_joined(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

fn utf16(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matched_letters_are_marked_with_their_marks() {
        let check = |name: &str, query: &str, expected: &[&str]| {
            let units: Vec<u16> = name.encode_utf16().collect();
            let got: Vec<String> = marks(name, query)
                .into_iter()
                .map(|(from, to)| (usize::try_from(from).unwrap(), usize::try_from(to).unwrap()))
                .map(|(from, to)| String::from_utf16(&units[from..to]).unwrap())
                .collect();
            assert_eq!(got, expected, "{name} / {query}");
        };
        check("Trần Thị Hạnh", "tran", &["Trần"]);
        check("Trần Thị Hạnh", "h", &["H"]);
        check("Trần Thị Hạnh", "ha tr", &["Tr", "Hạ"]);
        check("Ksor H'Lan", "hl", &["H'L"]);
        check("Y-Bhok Niê", "bho", &["Bho"]);
        check("Bơ\u{306} Ñŏ", "bo", &["Bơ\u{306}"]);
        check("Đỗ Đình Ý", "do", &["Đỗ"]);
        check("Trần Thị Hạnh", "005", &[]);
        check("Trần Thị Hạnh", "", &[]);
    }
}

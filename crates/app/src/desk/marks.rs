//! Which letters of a name a search matched, so that the window can show why somebody was found.

use domain::fold::fold;

/// Ranges of the name that the query's words match, as UTF-16 offsets, start and end, in the order of the name.
pub(crate) fn marks(name: &str, query: &str) -> Vec<(u32, u32)> {
    let wanted = fold(query);
    let wanted: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    let mut marks = Vec::new();
    let mut at = 0_u32;
    for word in name.split_inclusive([' ', '-']) {
        let folded = fold(word);
        let longest = wanted.iter().filter(|prefix| folded.starts_with(**prefix)).map(|prefix| prefix.chars().count());
        if let Some(letters) = longest.max() {
            marks.push((at, at.saturating_add(covered(word, letters))));
        }
        at = at.saturating_add(utf16(word));
    }
    if marks.is_empty() { initials(name, &wanted) } else { marks }
}

/// The first letters of the words, where the query is just these.
fn initials(name: &str, wanted: &[&str]) -> Vec<(u32, u32)> {
    let [wanted] = wanted else { return Vec::new() };
    let mut letters = wanted.chars();
    let (mut marks, mut at) = (Vec::new(), 0_u32);
    for word in name.split_inclusive([' ', '-']) {
        match (letters.next(), fold(word).chars().next()) {
            (None, _) => break,
            (Some(letter), first) if first == Some(letter) => marks.push((at, at.saturating_add(covered(word, 1)))),
            (Some(_), _) => return Vec::new(),
        }
        at = at.saturating_add(utf16(word));
    }
    if letters.next().is_none() { marks } else { Vec::new() }
}

/// How much of the word its first folded letters cover, in UTF-16 units.
fn covered(word: &str, letters: usize) -> u32 {
    let (mut folded, mut end) = (0, 0);
    for letter in word.chars() {
        if folded >= letters && !is_joined(letter) {
            break;
        }
        folded +=
            if letter.is_ascii_alphanumeric() { 1 } else { fold(letter.encode_utf8(&mut [0; 4])).chars().count() };
        end += letter.len_utf16();
    }
    u32::try_from(end).unwrap_or(u32::MAX)
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
        check("Trần Thị Hạnh", "tth", &["T", "T", "H"]);
        check("Đỗ Đình Ý", "dd", &["Đ", "Đ"]);
        check("Trần Thị Hạnh", "tthx", &[]);
        check("Trần Thị Hạnh", "005", &[]);
        check("Trần Thị Hạnh", "", &[]);
    }
}

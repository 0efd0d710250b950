//! Texts of the time before Unicode: TCVN3 (typefaces `.VnTime`) and VNI-Windows, as they look when read as CP1252.
//! Which of them a text is in is judged by how many of its words can be Vietnamese syllables.

use super::syllable::is_syllable;

/// How letters are written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Script {
    /// As they should be.
    Unicode,
    /// TCVN3, also called ABC: one sign a letter; capitals with marks look like small ones.
    Tcvn3,
    /// VNI-Windows: a letter and a sign for its marks.
    Vni,
}

/// Signs of TCVN3 in pairs with their letters.
const TCVN3: &str = "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞịßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũô\
    ụ\u{AD}ưõừøứöử÷ữùựúỳýýûỷüỹþỵ¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ";
/// Letters of VNI that stand alone, in pairs.
const VNI_ALONE: &str = "ñđÑĐæỉóĩòịôơöưîỵÆỈÓĨÒỊÔƠÖƯÎỴ";
/// A letter, its sign, what they mean together; small letters, capitals follow.
const VNI_PAIRS: &str = "aøàaùáaûảaõãaïạaêăaèằaéắaúẳaüẵaëặaââaàầaáấaåẩaãẫaäậeøèeùéeûẻeõẽeïẹeâêeàềeáếeåểeãễeäệ\
    oøòoùóoûỏoõõoïọoâôoàồoáốoåổoãỗoäộôøờôùớôûởôõỡôïợuøùuùúuûủuõũuïụöøừöùứöûửöõữöïựyøỳyùýyûỷyõỹ";

impl Script {
    /// All of them; of equals the first is taken.
    pub(super) const ALL: [Self; 3] = [Self::Unicode, Self::Tcvn3, Self::Vni];

    /// The text in Unicode.
    pub(super) fn read(self, text: &str) -> String {
        match self {
            Self::Unicode => text.to_owned(),
            Self::Tcvn3 => capitals(text, text.chars().map(of_tcvn3).collect()),
            Self::Vni => of_vni(text),
        }
    }
}

/// What share of the words with other than ASCII letters are syllables when read so, of 1,000; all where there is none.
pub(super) fn share(text: &str, script: Script) -> usize {
    let (good, all) = counted(text, script);
    good.saturating_mul(1000).checked_div(all).unwrap_or(1000)
}

fn counted(text: &str, script: Script) -> (usize, usize) {
    let parts = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
    let words = text.split(parts).filter(|word| !word.is_ascii());
    words.fold((0, 0), |(good, all), word| (good + usize::from(is_syllable(&script.read(word))), all + 1))
}

/// The script of many texts together: Unicode unless another reads nearly all words, and Unicode clearly fewer.
pub(super) fn script_of<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Script {
    let total = |script: Script| {
        let counts = texts.clone().map(|text| counted(text, script));
        counts.fold((0, 0), |(good, all), (more, of)| (good + more, all + of))
    };
    let (in_unicode, words) = total(Script::Unicode);
    let others = [Script::Tcvn3, Script::Vni].map(|script| (total(script).0, script));
    let best = others.into_iter().max_by_key(|(good, _)| *good).unwrap_or((0, Script::Unicode));
    let clear = best.0.saturating_mul(10) >= words.saturating_mul(7) && best.0 > in_unicode.saturating_mul(2);
    if words > 0 && clear { best.1 } else { Script::Unicode }
}

/// A text of a column that is mostly in one script; single cells may have been typed in another.
pub(super) fn read_cell(text: &str, column: Script) -> String {
    let of = |script: Script| counted(text, script);
    let (good, all) = of(column);
    if all == 0 || good == all {
        return column.read(text);
    }
    let whole = Script::ALL.into_iter().find(|script| of(*script).0 == all && (all > 1 || column != Script::Unicode));
    let fewer = of(Script::Unicode).0 > good;
    whole.unwrap_or(if fewer { Script::Unicode } else { column }).read(text)
}

fn of_tcvn3(sign: char) -> char {
    pairs(TCVN3).find(|(from, _)| *from == sign).map_or(sign, |(_, to)| to)
}

/// Typefaces of capitals show small signs as capitals: so where all bare letters are capitals, the others are too.
fn capitals(signs: &str, read: String) -> String {
    let mut bare = signs.chars().filter(char::is_ascii_alphabetic).peekable();
    let any = bare.peek().is_some();
    if any && bare.all(|c| c.is_ascii_uppercase()) && signs.chars().filter(char::is_ascii_uppercase).count() > 1 {
        read.to_uppercase()
    } else {
        read
    }
}

fn of_vni(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(letter) = signs.next() {
        match signs.peek().and_then(|sign| together(letter, *sign)) {
            Some(pair) => {
                read.push(pair);
                signs.next();
            }
            None => read.push(pairs(VNI_ALONE).find(|(from, _)| *from == letter).map_or(letter, |(_, to)| to)),
        }
    }
    read
}

/// What a letter and the sign behind it mean together.
fn together(letter: char, sign: char) -> Option<char> {
    let (small, sign) = (lower(letter), lower(sign));
    let found = triples(VNI_PAIRS).find(|(first, second, _)| *first == small && *second == sign);
    let (.., meant) = found?;
    if letter.is_uppercase() { meant.to_uppercase().next() } else { Some(meant) }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn pairs(table: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let mut chars = table.chars();
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
}

fn triples(table: &str) -> impl Iterator<Item = (char, char, char)> + '_ {
    let mut chars = table.chars();
    std::iter::from_fn(move || Some((chars.next()?, chars.next()?, chars.next()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_typefaces_are_read() {
        let check = |script: Script, text: &str, expected: &str| assert_eq!(script.read(text), expected, "{text}");
        check(Script::Tcvn3, "NguyÔn V¨n An", "Nguyễn Văn An");
        check(Script::Tcvn3, "TrÇn ThÞ H¹nh", "Trần Thị Hạnh");
        check(Script::Tcvn3, "§ç §×nh ý", "Đỗ Đình ý");
        check(Script::Tcvn3, "NGUYÔN V¡N AN", "NGUYỄN VĂN AN");
        check(Script::Tcvn3, "Ph\u{AD}¬ng Th¶o", "Phương Thảo");
        check(Script::Vni, "Nguyeãn Vaên An", "Nguyễn Văn An");
        check(Script::Vni, "Traàn Thò Haïnh", "Trần Thị Hạnh");
        check(Script::Vni, "Ñoã Ñình YÙ", "Đỗ Đình Ý");
        check(Script::Vni, "NGUYEÃN VAÊN AN", "NGUYỄN VĂN AN");
        check(Script::Vni, "Phöông Thaûo", "Phương Thảo");
        check(Script::Vni, "Höôùng daãn", "Hướng dẫn");
    }

    #[test]
    fn the_script_of_a_column_is_found_out() {
        let check =
            |texts: &[&str], expected: Script| assert_eq!(script_of(texts.iter().copied()), expected, "{texts:?}");
        check(&["Nguyễn Văn An", "Trần Thị Hạnh"], Script::Unicode);
        check(&["Nguyen Van An"], Script::Unicode);
        check(&["NguyÔn V¨n An", "TrÇn ThÞ H¹nh", "Lª V¨n Hïng"], Script::Tcvn3);
        check(&["Nguyeãn Vaên An", "Traàn Thò Haïnh"], Script::Vni);
        check(&["Ksor H'Lan", "Rơ Châm Čŭn", "Niê Y-Bhŏk"], Script::Unicode);
    }

    #[test]
    fn a_cell_typed_later_is_read_by_itself() {
        assert_eq!(read_cell("Trần Thị Hạnh", Script::Tcvn3), "Trần Thị Hạnh");
        assert_eq!(read_cell("TrÇn ThÞ H¹nh", Script::Unicode), "Trần Thị Hạnh");
        assert_eq!(read_cell("Ksor H'Lŭn", Script::Unicode), "Ksor H'Lŭn");
    }

    #[test]
    fn each_table_is_whole() {
        assert_eq!(pairs(TCVN3).count(), 60 + 7 + 7);
        assert_eq!(VNI_PAIRS.chars().count() % 3, 0);
        assert!(triples(VNI_PAIRS).all(|(.., meant)| is_syllable(&meant.to_string())));
    }
}

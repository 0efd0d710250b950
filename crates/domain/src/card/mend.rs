//! What a scanner made of Vietnamese letters, taken back where only one text can have been meant, with its choices
//! where several can. A text that is right comes back as it is; digits, dates and the sex are never altered.
//! Never here: the card's fields themselves; guesses.

mod bytes;
mod caps;
mod code_points;
mod letters;
mod low_byte;
mod reading;
mod syllable;
mod utf8;
mod words;

use super::alphabet::{is_written_in_addresses, is_written_in_names};
use crate::choices::keyed_choice;
use crate::person::Sex;

/// At most so many readings of one word are offered; a word that may be more cannot be read.
pub const OPTIONS_MAX: usize = 9;

keyed_choice! {
    /// What a scanner does to Vietnamese letters on their way through the keyboard. Source: `assets/SOURCES.md`.
    ScannerProfile {
        /// Nothing: letters come as they are.
        Plain = "scanner-plain";
        /// `TrÆ°Æ¡ng`: bytes of UTF-8 shown as signs of Windows-1252.
        Utf8AsCp1252 = "scanner-utf8-as-cp1252";
        /// `Tr0198017601980161ng`: each byte of UTF-8 typed as a number of four digits.
        ByteNumbers = "scanner-byte-numbers";
        /// `Nguy7877n`: each letter typed as the number of its code point.
        CodePointNumbers = "scanner-code-point-numbers";
        /// `Ph░íng`: only the low byte of the letter's number is left, shown as a sign of code page 437.
        LowByte = "scanner-low-byte";
        /// `nGUYỄN`: Caps Lock is on, capitals and small letters are swapped.
        CapsLock = "scanner-caps-lock";
        /// The computer's input method (Telex, VNI) rewrites what the scanner types. Not mended: told.
        InputMethod = "scanner-input-method";
    }
}

/// Which field a text is of: names have no digits, addresses do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    Address,
}

/// A text in pieces, each with what it may be: one option where it is certain, two to [`OPTIONS_MAX`] where a person
/// must choose. The first option is the likeliest.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Mended {
    pieces: Vec<Vec<String>>,
}

impl std::fmt::Debug for Mended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mended({} doubts)", self.doubts())
    }
}

impl Mended {
    /// The pieces, certain ones next to each other made one.
    fn of(pieces: Vec<Vec<String>>) -> Self {
        let mut joined: Vec<Vec<String>> = Vec::new();
        for piece in pieces {
            match (joined.last_mut().map(Vec::as_mut_slice), piece.as_slice()) {
                (Some([before]), [certain]) => before.push_str(certain),
                _ => joined.push(piece),
            }
        }
        Self { pieces: joined }
    }

    /// A text that needed no mending.
    pub(super) fn unchanged(text: &str) -> Self {
        Self { pieces: vec![vec![text.to_owned()]] }
    }

    /// The pieces in order; put together, one option of each, they are the text.
    #[must_use]
    pub fn pieces(&self) -> &[Vec<String>] {
        &self.pieces
    }

    /// The text with the likeliest option of each piece.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces.iter().filter_map(|piece| piece.first()).map(String::as_str).collect()
    }

    /// In how many places a person must choose.
    #[must_use]
    pub fn doubts(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.len() > 1).count()
    }

    /// Whether some choice of options makes this text.
    #[must_use]
    pub fn may_be(&self, text: &str) -> bool {
        let (mut rests, pieces) = (vec![text], &self.pieces);
        for piece in pieces {
            rests =
                rests.iter().flat_map(|rest| piece.iter().filter_map(|it| rest.strip_prefix(it.as_str()))).collect();
            rests.dedup();
        }
        rests.contains(&"")
    }

    fn is_written_in(&self, field: Field) -> bool {
        self.pieces.iter().flatten().all(|text| is_written_in(field, text))
    }
}

/// The three fields with letters, as a scanner typed them.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) name: &'a str,
    pub(super) sex: &'a str,
    pub(super) address: &'a str,
}

/// The same, taken back to what the card says.
pub(super) struct Taken {
    pub(super) profile: ScannerProfile,
    pub(super) name: Mended,
    pub(super) sex: Sex,
    /// `None`: the address cannot be read.
    pub(super) address: Option<Mended>,
}

/// In this order profiles are tried: what leaves the surest traces first.
const TRIED: [ScannerProfile; 5] = [
    ScannerProfile::CapsLock,
    ScannerProfile::Utf8AsCp1252,
    ScannerProfile::ByteNumbers,
    ScannerProfile::CodePointNumbers,
    ScannerProfile::LowByte,
];

/// Takes back what the scanner did. `known` is what this scanner is known to do; a text that looks right may then
/// still be mangled, and is read with its choices.
///
/// `None` when neither as it is nor by any profile name and sex can be read.
pub(super) fn take_back(typed: Typed<'_>, known: Option<ScannerProfile>) -> Option<Taken> {
    let plain = attempt(ScannerProfile::Plain, typed).filter(|it| it.address.is_some());
    let by_known = known.filter(|_| plain.is_some()).and_then(|profile| doubted(profile, typed));
    if let Some(taken) = by_known.or(plain) {
        return Some(taken);
    }
    let in_bytes = [typed.name, typed.address].into_iter().any(bytes::leaks);
    let may_be = |profile: &&ScannerProfile| match profile {
        ScannerProfile::LowByte => low_byte::leaves_traces(typed),
        ScannerProfile::CodePointNumbers => !in_bytes,
        ScannerProfile::Plain
        | ScannerProfile::Utf8AsCp1252
        | ScannerProfile::ByteNumbers
        | ScannerProfile::CapsLock
        | ScannerProfile::InputMethod => true,
    };
    let tried = || TRIED.iter().filter(may_be).filter_map(|profile| attempt(*profile, typed));
    let whole = tried().find(|it| it.address.is_some());
    // An address that nobody can read costs no card.
    whole.or_else(|| attempt(ScannerProfile::Plain, typed)).or_else(|| tried().next())
}

/// Whether a text is what some profile makes of a sex.
pub(super) fn is_sex(typed: &str) -> bool {
    TRIED.iter().any(|profile| sex(*profile, typed).is_some())
}

/// A text that looks right, typed by a scanner that is known to mangle: read so, unless it has letters that this scanner
/// cannot type.
fn doubted(profile: ScannerProfile, typed: Typed<'_>) -> Option<Taken> {
    let signs = || [typed.name, typed.sex, typed.address].into_iter().flat_map(str::chars);
    let possible = match profile {
        ScannerProfile::LowByte => signs().all(low_byte::can_be_typed),
        ScannerProfile::ByteNumbers | ScannerProfile::CodePointNumbers => signs().all(|c| c.is_ascii()),
        ScannerProfile::Utf8AsCp1252 => signs().all(|c| letters::cp1252_byte(c).is_some()),
        ScannerProfile::Plain | ScannerProfile::CapsLock | ScannerProfile::InputMethod => false,
    };
    attempt(profile, typed).filter(|it| possible && it.address.is_some())
}

/// All three fields by one profile; an address alone may stay unread.
fn attempt(profile: ScannerProfile, typed: Typed<'_>) -> Option<Taken> {
    let sex = sex(profile, typed.sex)?;
    if profile == ScannerProfile::Plain {
        let mangled = caps::is_on(typed) || is_leaking(typed);
        return plain(typed, sex).filter(|_| !mangled);
    }
    if profile == ScannerProfile::CapsLock {
        return caps::swapped(typed, sex);
    }
    let name = taken_back(profile, Field::Name, typed.name)?;
    let address = taken_back(profile, Field::Address, typed.address);
    // What this profile leaves as it was, it did not do.
    let as_typed = |mended: &Mended, text: &str| mended.doubts() == 0 && mended.text() == text;
    let address_as_typed = address.as_ref().is_some_and(|it| as_typed(it, typed.address));
    let untouched = address_as_typed && as_typed(&name, typed.name) && is_honest(typed.sex);
    (!untouched).then_some(Taken { profile, name, sex, address })
}

fn plain(typed: Typed<'_>, sex: Sex) -> Option<Taken> {
    let as_it_is = |field, text| is_written_in(field, text).then(|| Mended::unchanged(text));
    let name = as_it_is(Field::Name, typed.name)?;
    Some(Taken { profile: ScannerProfile::Plain, name, sex, address: as_it_is(Field::Address, typed.address) })
}

/// A card in bare ASCII, in whose address numbers stand where only letters can.
fn is_leaking(typed: Typed<'_>) -> bool {
    let bare = [typed.name, typed.sex, typed.address].iter().all(|text| text.is_ascii());
    bare && (bytes::leaks(typed.address) || code_points::leaks(typed.address))
}

fn is_written_in(field: Field, text: &str) -> bool {
    match field {
        Field::Name => is_written_in_names(text),
        Field::Address => is_written_in_addresses(text),
    }
}

/// Whether a name has a word with a tone that is no Vietnamese syllable: `Ksỏ` is what Telex makes of `Ksor`. Highland
/// names spelled the Vietnamese way look the same, so that this is only a hint.
pub(super) fn may_be_retyped(name: &str) -> bool {
    let words = name.split(|c: char| !(c.is_alphabetic() || words::is_mark(c)));
    words.into_iter().any(|word| syllable::is_toned(word) && !syllable::is_syllable(word))
}

/// One field by one profile.
fn taken_back(profile: ScannerProfile, field: Field, text: &str) -> Option<Mended> {
    let cells = match profile {
        ScannerProfile::Utf8AsCp1252 => utf8::cells(text),
        ScannerProfile::ByteNumbers => bytes::cells(text, field),
        ScannerProfile::CodePointNumbers => code_points::cells(text, field),
        ScannerProfile::LowByte => low_byte::cells(text, field),
        ScannerProfile::Plain | ScannerProfile::CapsLock | ScannerProfile::InputMethod => return None,
    };
    words::put_together(&cells, field).filter(|mended| mended.is_written_in(field))
}

/// `Nam` or `Nữ`, or exactly what this profile makes of `Nữ`. Nothing else is ever taken for a sex.
fn sex(profile: ScannerProfile, typed: &str) -> Option<Sex> {
    let mangled: &[&str] = match profile {
        ScannerProfile::Utf8AsCp1252 => &["Ná»¯", "Ná»®"],
        ScannerProfile::ByteNumbers => &["N022501870175", "N022501870174"],
        ScannerProfile::CodePointNumbers => &["N7919", "N7918"],
        ScannerProfile::LowByte => &["N∩", "Nε"],
        ScannerProfile::CapsLock => &["nỮ"],
        ScannerProfile::Plain | ScannerProfile::InputMethod => &[],
    };
    match typed {
        "Nam" | "NAM" | "nam" => Some(Sex::Male),
        "nAM" if profile == ScannerProfile::CapsLock => Some(Sex::Male),
        _ if is_honest(typed) => Some(Sex::Female),
        _ if mangled.contains(&typed) => Some(Sex::Female),
        _ => None,
    }
}

/// The 134 letters.
pub(super) fn vietnamese_letters() -> impl Iterator<Item = char> {
    letters::Letters::get().vietnamese()
}

/// The letters that one letter may have been, typed by such a scanner; none where it is no letter then.
pub(super) fn typed_letter(profile: ScannerProfile, typed: &str) -> Vec<char> {
    let cells = match profile {
        ScannerProfile::Plain => vec![vec![typed.to_owned()]],
        ScannerProfile::CapsLock => vec![vec![caps::other_case(typed)]],
        ScannerProfile::InputMethod => Vec::new(),
        ScannerProfile::Utf8AsCp1252 => utf8::cells(typed),
        ScannerProfile::ByteNumbers => bytes::cells(typed, Field::Name),
        ScannerProfile::CodePointNumbers => code_points::cells(typed, Field::Name),
        ScannerProfile::LowByte => low_byte::cells(typed, Field::Name),
    };
    let [cell] = cells.as_slice() else { return Vec::new() };
    let mut letters: Vec<char> = cell.iter().filter_map(|text| text.chars().next()).collect();
    letters.dedup();
    letters
}

/// A sex as cards write it, in any case that is no fault.
fn is_honest(sex: &str) -> bool {
    matches!(sex, "Nam" | "NAM" | "nam" | "Nữ" | "NỮ" | "nữ")
}

#[cfg(test)]
mod tests;

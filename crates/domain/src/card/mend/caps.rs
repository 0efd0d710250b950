//! `nGUYỄN vĂN aN`: Caps Lock was on. Swapping the case again gives the card's text; no letter is lost by it.

use super::{Field, Mended, ScannerProfile, Taken, Typed, is_written_in};
use crate::person::Sex;

/// Whether Caps Lock was on: the sex says so, or else the words of the name, or else those of the address.
pub(super) fn is_on(typed: Typed<'_>) -> bool {
    let (name, honest_name) = told(typed.name);
    let (address, honest_address) = told(typed.address);
    let small = typed.sex == "nữ" && typed.name.starts_with(char::is_lowercase);
    let by_words = honest_name == 0 && (name > 0 || address > honest_address);
    matches!(typed.sex, "nAM" | "nỮ") || small || by_words
}

/// How many words begin small and go on in capitals, and how many are written as they should be.
fn told(text: &str) -> (usize, usize) {
    let (swapped, honest): (Vec<bool>, Vec<bool>) = words(text).filter_map(tells).partition(|swapped| *swapped);
    (swapped.len(), honest.len())
}

/// The three fields as one way of swapping gives them.
struct Swapped {
    name: String,
    sex: String,
    address: String,
}

/// The three fields with their case put right. Some scanners type letters with marks past Caps Lock: then only the
/// letters of ASCII are swapped. An address that either way writes well is offered as both. `None` where neither gives
/// names as cards write them.
pub(super) fn swapped(typed: Typed<'_>, sex: Sex) -> Option<Taken> {
    let ways: [fn(char) -> String; 2] = [swapped_case, |c| if c.is_ascii() { swapped_case(c) } else { c.to_string() }];
    let both = ways.map(|way| Swapped {
        name: changed(typed.name, way),
        sex: changed(typed.sex, way),
        address: changed(typed.address, way),
    });
    let all: Vec<&Swapped> = both.iter().collect();
    let titled = passing(&all, |it| is_name(&it.name));
    let named = if titled.is_empty() { passing(&all, |it| is_in_capitals(&it.name)) } else { titled };
    let sexed = passing(&named, |it| it.sex == "Nữ" || (is_in_capitals(&it.sex) && is_in_capitals(&it.name)));
    let likely = if sexed.is_empty() { named } else { sexed };
    let first = likely.first().filter(|_| is_on(typed))?;
    let well_written = |it: &Swapped| words(&it.address).all(|word| is_titled(word) || is_in_capitals(word));
    let ways = [passing(&likely, well_written), passing(&all, well_written), vec![*first]];
    let mut addresses: Vec<String> =
        ways.into_iter().find(|it| !it.is_empty())?.iter().map(|it| it.address.clone()).collect();
    addresses.dedup();
    let name = written(Field::Name, vec![first.name.clone()])?;
    Some(Taken { profile: ScannerProfile::CapsLock, name, sex, address: written(Field::Address, addresses) })
}

fn passing<'a>(ways: &[&'a Swapped], passes: impl Fn(&Swapped) -> bool) -> Vec<&'a Swapped> {
    ways.iter().copied().filter(|it| passes(it)).collect()
}

/// What a field may say, if all of it is written as this field is.
fn written(field: Field, options: Vec<String>) -> Option<Mended> {
    options.iter().all(|text| is_written_in(field, text)).then(|| Mended::of(vec![options]))
}

/// Whether every word begins with a capital and goes on in small letters.
fn is_name(text: &str) -> bool {
    words(text).all(|word| is_titled(word) && !word.starts_with(char::is_lowercase))
}

/// A text with its case swapped.
pub(super) fn other_case(text: &str) -> String {
    changed(text, swapped_case)
}

fn changed(text: &str, way: fn(char) -> String) -> String {
    text.chars().map(way).collect()
}

fn swapped_case(c: char) -> String {
    if c.is_uppercase() { c.to_lowercase().collect() } else { c.to_uppercase().collect() }
}

fn is_titled(word: &str) -> bool {
    !word.chars().skip(1).any(char::is_uppercase)
}

fn is_in_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Whether a word's case is swapped, if the word tells. Letters with marks may come past Caps Lock.
fn tells(word: &str) -> Option<bool> {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next()?;
    let (large, small): (Vec<char>, Vec<char>) = letters.partition(|c| c.is_uppercase());
    let small_ascii = small.iter().any(char::is_ascii);
    match (first.is_uppercase(), first.is_ascii()) {
        (true, true) => Some(false),
        (false, true) if small_ascii => Some(false),
        (false, true) => (!large.is_empty()).then_some(true),
        (_, false) => None,
    }
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '\'', '’', '-', '.', ',', '/']).filter(|word| !word.is_empty())
}

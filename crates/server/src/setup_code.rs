//! One-time set-up codes: made here, shown once, kept as a hash. Where they are kept is `db`'s business.

use std::fmt;

/// Random symbols of a code, five bits each: 130 bits.
const SYMBOLS: usize = 26;
/// Symbols that catch a mistyped code before it is looked up.
const CHECK_SYMBOLS: usize = 2;
const GROUP: usize = 4;
/// A typed code is at most this long, spaces and hyphens counted.
pub const SETUP_CODE_TEXT_MAX: usize = 64;
/// Crockford's alphabet: no I, L, O, U, so that a code survives being read aloud and typed.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A secret of 130 bits that admits one commune. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct SetupCode([u8; SYMBOLS]);

/// What is kept of a code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetupCodeHash(pub [u8; 32]);

/// A text that is no set-up code: wrong length, symbol or check symbols.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a set-up code; a symbol may be mistyped")]
pub struct SetupCodeError;

impl SetupCode {
    /// Makes a new code from the operating system's random numbers.
    ///
    /// # Errors
    /// When the operating system has none to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; SYMBOLS];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes.map(|byte| byte & 31)))
    }

    /// Reads what a person typed: case, spaces and hyphens do not matter, O is 0, I and L are 1.
    ///
    /// # Errors
    /// When length, a symbol or the check symbols are wrong.
    pub fn parse(text: &str) -> Result<Self, SetupCodeError> {
        if text.len() > SETUP_CODE_TEXT_MAX {
            return Err(SetupCodeError);
        }
        let typed = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let values = typed.map(value).collect::<Option<Vec<u8>>>().ok_or(SetupCodeError)?;
        let (code, check) = values.split_at_checked(SYMBOLS).ok_or(SetupCodeError)?;
        let code = Self(code.try_into().map_err(|_| SetupCodeError)?);
        if check == code.check() { Ok(code) } else { Err(SetupCodeError) }
    }

    /// What is kept of the code; 130 random bits need no slow hash.
    #[must_use]
    pub fn hash(&self) -> SetupCodeHash {
        SetupCodeHash(blake3::derive_key("dong-hanh v1 setup-code", &self.0))
    }

    fn check(&self) -> [u8; CHECK_SYMBOLS] {
        let digest = blake3::derive_key("dong-hanh v1 setup-code-check", &self.0);
        let [first, second, ..] = digest;
        [first & 31, second & 31]
    }
}

impl fmt::Display for SetupCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, value) in self.0.iter().chain(&self.check()).enumerate() {
            if place > 0 && place.is_multiple_of(GROUP) {
                f.write_str("-")?;
            }
            let symbol = ALPHABET.get(usize::from(*value)).copied().unwrap_or(b'?');
            write!(f, "{}", char::from(symbol))?;
        }
        Ok(())
    }
}

impl fmt::Debug for SetupCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetupCode(…)")
    }
}

fn value(symbol: char) -> Option<u8> {
    let plain = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == plain)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_however_it_is_typed() {
        let code = SetupCode::random().unwrap();
        let shown = code.to_string();
        assert_eq!(shown.len(), 28 + 6, "seven groups of four: {shown}");
        for typed in
            [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('1', "l").replace('0', "o")]
        {
            assert_eq!(SetupCode::parse(&typed), Ok(code.clone()), "{typed}");
        }
    }

    #[test]
    fn a_mistyped_code_is_seen_before_it_is_looked_up() {
        let shown = SetupCode([7; SYMBOLS]).to_string();
        let wrong = shown.replacen('7', "8", 1);
        for text in [wrong.as_str(), "", "7777", &format!("{shown}7"), &"7".repeat(1_000), "uuuu-uuuu"] {
            assert_eq!(SetupCode::parse(text), Err(SetupCodeError), "{text}");
        }
    }

    #[test]
    fn a_code_is_never_shown_by_accident() {
        assert_eq!(format!("{:?}", SetupCode([7; SYMBOLS])), "SetupCode(…)");
    }
}

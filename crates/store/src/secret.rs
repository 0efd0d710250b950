//! Thirty-two secret bytes, wiped when dropped and never printed.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Bytes in every key and seed held here.
pub const SECRET_BYTES: usize = 32;

/// A key or a seed. `Debug` prints no byte of it.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; SECRET_BYTES]);

impl Secret {
    /// Takes the bytes; where they come from is the caller's business.
    #[must_use]
    pub const fn new(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// A fresh secret from the caller's source of randomness.
    pub fn random(fill: &mut dyn FnMut(&mut [u8])) -> Self {
        let mut bytes = [0; SECRET_BYTES];
        fill(&mut bytes);
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn expose(&self) -> &[u8; SECRET_BYTES] {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_prints_no_byte_of_itself() {
        assert_eq!(format!("{:?}", Secret::new([7; SECRET_BYTES])), "Secret(…)");
    }
}

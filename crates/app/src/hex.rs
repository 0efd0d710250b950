//! Bytes as lower-case hexadecimal text. What may be secret is wiped when it is dropped.

use zeroize::Zeroizing;

/// Writes bytes as text.
pub(crate) fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads text back; none where it is not pairs of hexadecimal digits.
pub(crate) fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?));
    if rest.is_empty() { bytes.collect::<Option<_>>().map(Zeroizing::new) } else { None }
}

/// Reads text of exactly so many bytes.
pub(crate) fn decode_fixed<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    <[u8; N]>::try_from(decode(text)?.as_slice()).map(Zeroizing::new).ok()
}

fn digit(symbol: u8) -> Option<u8> {
    char::from(symbol).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_what_is_none_is_refused() {
        assert_eq!(encode(&[0, 0xA7, 0xFF]), "00a7ff");
        assert_eq!(decode("00A7ff").unwrap().as_slice(), [0, 0xA7, 0xFF]);
        for text in ["0", "0g", "+f", "ă", " 0"] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode_fixed::<2>("00a7").map(|bytes| *bytes), Some([0, 0xA7]));
        assert_eq!(decode_fixed::<2>("00a7ff"), None);
    }
}

//! CBOR as §1 allows it: definite lengths, no maps, tags or floats, the shortest form of every number.

use anyhow::{Context, Result, bail, ensure};

/// One value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// A number; CBOR's range of both signs fits.
    Int(i128),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Text.
    Text(String),
    /// Values in their places.
    Array(Vec<Value>),
    /// True or false.
    Bool(bool),
    /// Nothing.
    Null,
}

/// Reads bytes that hold one value and nothing more.
///
/// # Errors
/// What §1 does not allow.
pub fn read(bytes: &[u8]) -> Result<Value> {
    let mut rest = bytes;
    let value = value(&mut rest)?;
    ensure!(rest.is_empty(), "{} bytes too many", rest.len());
    Ok(value)
}

/// Reads a frame: an array of exactly so many fields.
///
/// # Errors
/// Another number of fields, or no array.
pub fn frame(bytes: &[u8], fields: usize) -> Result<Vec<Value>> {
    let values = body(bytes, fields)?;
    ensure!(values.len() == fields, "a frame of {} fields instead of {fields}", values.len());
    Ok(values)
}

/// Reads a body: an array of at least so many fields.
///
/// # Errors
/// Fewer fields, or no array.
pub fn body(bytes: &[u8], fields: usize) -> Result<Vec<Value>> {
    let values = read(bytes)?.array()?.to_vec();
    ensure!(values.len() >= fields, "a body of {} fields instead of {fields}", values.len());
    Ok(values)
}

/// The value in a place of a frame or body.
///
/// # Errors
/// There is no such place.
pub fn at(values: &[Value], place: usize) -> Result<&Value> {
    values.get(place).with_context(|| format!("no field {place}"))
}

impl Value {
    /// The bytes.
    ///
    /// # Errors
    /// Something else.
    pub fn bytes(&self) -> Result<&[u8]> {
        if let Self::Bytes(bytes) = self { Ok(bytes) } else { bail!("{self:?} is no byte string") }
    }

    /// The bytes, or nothing for null.
    ///
    /// # Errors
    /// Something else.
    pub fn bytes_or_null(&self) -> Result<Option<&[u8]>> {
        if *self == Self::Null { Ok(None) } else { self.bytes().map(Some) }
    }

    /// The values of an array.
    ///
    /// # Errors
    /// Something else.
    pub fn array(&self) -> Result<&[Self]> {
        if let Self::Array(values) = self { Ok(values) } else { bail!("{self:?} is no array") }
    }

    /// The text.
    ///
    /// # Errors
    /// Something else.
    pub fn text(&self) -> Result<&str> {
        if let Self::Text(text) = self { Ok(text) } else { bail!("{self:?} is no text") }
    }

    /// The number.
    ///
    /// # Errors
    /// Something else.
    pub fn int(&self) -> Result<i128> {
        if let Self::Int(number) = self { Ok(*number) } else { bail!("{self:?} is no number") }
    }

    /// The number, where it cannot be negative.
    ///
    /// # Errors
    /// Something else.
    pub fn unsigned(&self) -> Result<u64> {
        Ok(u64::try_from(self.int()?)?)
    }
}

fn value(rest: &mut &[u8]) -> Result<Value> {
    let first = *take(rest, 1)?.first().context("nothing")?;
    let (major, low) = (first >> 5, first & 0x1f);
    if major == 7 {
        return simple(low);
    }
    let number = argument(rest, low)?;
    Ok(match major {
        0 => Value::Int(i128::from(number)),
        1 => Value::Int(-1 - i128::from(number)),
        2 => Value::Bytes(take(rest, usize::try_from(number)?)?.to_vec()),
        3 => Value::Text(std::str::from_utf8(take(rest, usize::try_from(number)?)?)?.to_owned()),
        4 => Value::Array((0..number).map(|_| value(rest)).collect::<Result<_>>()?),
        _ => bail!("maps and tags are not allowed"),
    })
}

fn simple(low: u8) -> Result<Value> {
    match low {
        20 => Ok(Value::Bool(false)),
        21 => Ok(Value::Bool(true)),
        22 => Ok(Value::Null),
        _ => bail!("simple value {low} is not allowed"),
    }
}

/// The number behind a first byte: in its low bits, or in 1, 2, 4 or 8 bytes, big end first.
fn argument(rest: &mut &[u8], low: u8) -> Result<u64> {
    if low < 24 {
        return Ok(low.into());
    }
    let (width, least) = match low {
        24 => (1, 24),
        25 => (2, 0x100),
        26 => (4, 0x1_0000),
        27 => (8, 0x1_0000_0000),
        _ => bail!("indefinite lengths are not allowed"),
    };
    let number = take(rest, width)?.iter().fold(0, |sum: u64, byte| (sum << 8) | u64::from(*byte));
    ensure!(number >= least, "{number} is not written in its shortest form");
    Ok(number)
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length).context("the bytes end too early")?;
    *rest = left;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_protocol_uses_is_read() {
        let bytes = [0x86, 0x18, 0x19, 0x20, 0x41, 0xA7, 0x62, 0xC4, 0x91, 0xF5, 0xF6];
        let read = read(&bytes).unwrap();
        let text = Value::Text("đ".to_owned());
        let numbers = [Value::Int(25), Value::Int(-1)];
        let others = [Value::Bytes(vec![0xA7]), text, Value::Bool(true), Value::Null];
        assert_eq!(read, Value::Array([numbers.as_slice(), &others].concat()));
    }

    #[test]
    fn what_the_protocol_forbids_is_refused() {
        for bytes in [
            &[0x18, 0x17][..],
            &[0x19, 0x00, 0xFF],
            &[0x9F, 0xFF],
            &[0xA0],
            &[0xC0, 0x00],
            &[0xF9, 0, 0],
            &[0x82, 0x01],
            &[0x01, 0x01],
            &[0x61, 0xFF],
        ] {
            assert!(read(bytes).is_err(), "{bytes:02x?}");
        }
    }
}

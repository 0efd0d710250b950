//! Positional CBOR arrays, written and read. Never here: what the fields mean.
//!
//! *Frames* have exactly their fields; *bodies* may have been given more at the end by a newer version, which are
//! skipped here and kept in the raw bytes by those who hold them. Only definite lengths are read.

use std::convert::Infallible;

use minicbor::data::Type;
use minicbor::{Decoder, Encoder, decode, encode};

/// Why bytes are not what stands at their place in PROTOCOL.md; it never carries the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Another kind of value, a value cut off, or not CBOR at all.
    #[error("the bytes are cut off or of another form")]
    Form,
    /// An array with fewer fields than its first version had, or a frame with more.
    #[error("an array has another number of fields")]
    Fields,
    /// Longer than its limit.
    #[error("something is longer than its limit")]
    TooLong,
    /// Bytes after the end.
    #[error("there are bytes after the end")]
    Trailing,
    /// A value outside its range, or a text its type refuses.
    #[error("a value lies outside its range")]
    Value,
    /// The number in the header is not the entry's place in the chain.
    #[error("the entry's number is not its place in the chain")]
    Sequence,
    /// A code or version that only a newer program knows.
    #[error("written by a newer version")]
    Newer,
}

impl From<decode::Error> for FormatError {
    fn from(_: decode::Error) -> Self {
        Self::Form
    }
}

/// Writes CBOR into memory.
pub(crate) struct Writer(Encoder<Vec<u8>>);

impl Writer {
    pub fn new() -> Self {
        Self(Encoder::new(Vec::with_capacity(128)))
    }

    /// A writer that has begun an array of `fields` fields.
    pub fn begin(fields: usize) -> Self {
        let mut writer = Self::new();
        writer.array(fields);
        writer
    }

    pub fn finish(self) -> Vec<u8> {
        self.0.into_writer()
    }

    pub fn array(&mut self, fields: usize) -> &mut Self {
        let fields = u64::try_from(fields).unwrap_or(u64::MAX);
        self.put(|out| out.array(fields))
    }

    pub fn u64(&mut self, value: u64) -> &mut Self {
        self.put(|out| out.u64(value))
    }

    pub fn u32(&mut self, value: u32) -> &mut Self {
        self.put(|out| out.u32(value))
    }

    pub fn u8(&mut self, value: u8) -> &mut Self {
        self.put(|out| out.u8(value))
    }

    pub fn i64(&mut self, value: i64) -> &mut Self {
        self.put(|out| out.i64(value))
    }

    pub fn bool(&mut self, value: bool) -> &mut Self {
        self.put(|out| out.bool(value))
    }

    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        self.put(|out| out.bytes(value))
    }

    pub fn text(&mut self, value: &str) -> &mut Self {
        self.put(|out| out.str(value))
    }

    pub fn null(&mut self) -> &mut Self {
        self.put(Encoder::null)
    }

    /// The value, or null.
    pub fn option<T>(&mut self, value: Option<T>, some: impl FnOnce(&mut Self, T)) -> &mut Self {
        match value {
            Some(value) => some(self, value),
            None => {
                self.null();
            }
        }
        self
    }

    /// An array of the values, in their order.
    pub fn list<T>(
        &mut self,
        values: impl ExactSizeIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        self.array(values.len());
        for value in values {
            each(self, value);
        }
        self
    }

    fn put(
        &mut self,
        write: impl FnOnce(&mut Encoder<Vec<u8>>) -> Result<&mut Encoder<Vec<u8>>, encode::Error<Infallible>>,
    ) -> &mut Self {
        #[expect(clippy::expect_used, reason = "the error type of writing to memory has no value")]
        write(&mut self.0).expect("writing to memory cannot fail");
        self
    }
}

/// Reads CBOR from memory.
pub(crate) struct Reader<'b>(Decoder<'b>);

impl<'b> Reader<'b> {
    /// Reads a whole frame: an array of exactly `fields` fields and nothing after it.
    pub fn frame<T>(
        bytes: &'b [u8],
        fields: usize,
        read: impl FnOnce(&mut Self) -> Result<T, FormatError>,
    ) -> Result<T, FormatError> {
        Self::whole(bytes, |reader| match reader.array()? {
            found if found == fields => read(reader),
            _ => Err(FormatError::Fields),
        })
    }

    /// Reads a whole body: an array of at least `fields` fields and nothing after it.
    pub fn body<T>(
        bytes: &'b [u8],
        fields: usize,
        read: impl FnOnce(&mut Self) -> Result<T, FormatError>,
    ) -> Result<T, FormatError> {
        Self::whole(bytes, |reader| reader.record(fields, read))
    }

    /// Reads a value of any form and nothing after it.
    pub fn whole<T>(bytes: &'b [u8], read: impl FnOnce(&mut Self) -> Result<T, FormatError>) -> Result<T, FormatError> {
        let mut reader = Self(Decoder::new(bytes));
        let value = read(&mut reader)?;
        reader.end()?;
        Ok(value)
    }

    /// Reads an array of at least `fields` fields here; what a newer version appended is skipped.
    pub fn record<T>(
        &mut self,
        fields: usize,
        read: impl FnOnce(&mut Self) -> Result<T, FormatError>,
    ) -> Result<T, FormatError> {
        let found = self.array()?;
        let Some(appended) = found.checked_sub(fields) else {
            return Err(FormatError::Fields);
        };
        let value = read(self)?;
        for _ in 0..appended {
            self.0.skip()?;
        }
        Ok(value)
    }

    /// Reads an array of at most `items_max` values.
    pub fn list<T>(
        &mut self,
        items_max: usize,
        mut each: impl FnMut(&mut Self) -> Result<T, FormatError>,
    ) -> Result<Vec<T>, FormatError> {
        let found = self.array()?;
        if found > items_max {
            return Err(FormatError::TooLong);
        }
        (0..found).map(|_| each(self)).collect()
    }

    /// Reads a value, or null.
    pub fn option<T>(
        &mut self,
        some: impl FnOnce(&mut Self) -> Result<T, FormatError>,
    ) -> Result<Option<T>, FormatError> {
        if self.0.datatype()? == Type::Null {
            self.0.null()?;
            return Ok(None);
        }
        some(self).map(Some)
    }

    /// How many fields the array has that begins here.
    pub fn array(&mut self) -> Result<usize, FormatError> {
        let fields = self.0.array()?.ok_or(FormatError::Form)?;
        usize::try_from(fields).map_err(|_| FormatError::TooLong)
    }

    pub fn u64(&mut self) -> Result<u64, FormatError> {
        Ok(self.0.u64()?)
    }

    pub fn u32(&mut self) -> Result<u32, FormatError> {
        Ok(self.0.u32()?)
    }

    pub fn u8(&mut self) -> Result<u8, FormatError> {
        Ok(self.0.u8()?)
    }

    pub fn i64(&mut self) -> Result<i64, FormatError> {
        Ok(self.0.i64()?)
    }

    pub fn bool(&mut self) -> Result<bool, FormatError> {
        Ok(self.0.bool()?)
    }

    pub fn bytes(&mut self, bytes_max: usize) -> Result<&'b [u8], FormatError> {
        let bytes = self.0.bytes()?;
        if bytes.len() > bytes_max { Err(FormatError::TooLong) } else { Ok(bytes) }
    }

    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], FormatError> {
        self.0.bytes()?.try_into().map_err(|_| FormatError::Value)
    }

    pub fn text(&mut self, bytes_max: usize) -> Result<&'b str, FormatError> {
        let text = self.0.str()?;
        if text.len() > bytes_max { Err(FormatError::TooLong) } else { Ok(text) }
    }

    /// Whether an array begins here.
    pub fn at_array(&self) -> Result<bool, FormatError> {
        Ok(self.0.datatype()? == Type::Array)
    }

    /// The bytes of the value that begins here, whatever it is.
    pub fn raw(&mut self) -> Result<&'b [u8], FormatError> {
        let from = self.0.position();
        self.0.skip()?;
        self.0.input().get(from..self.0.position()).ok_or(FormatError::Form)
    }

    fn end(&self) -> Result<(), FormatError> {
        if self.0.position() == self.0.input().len() { Ok(()) } else { Err(FormatError::Trailing) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_may_grow_at_its_end_and_a_frame_may_not() {
        let mut writer = Writer::begin(3);
        writer.u64(7).text("mới").list([1u64, 2].into_iter(), |w, n| {
            w.u64(n);
        });
        let bytes = writer.finish();
        assert_eq!(Reader::body(&bytes, 1, Reader::u64), Ok(7));
        assert_eq!(Reader::frame(&bytes, 1, Reader::u64), Err(FormatError::Fields));
        assert_eq!(Reader::body(&bytes, 4, Reader::u64), Err(FormatError::Fields));
    }

    #[test]
    fn indefinite_lengths_and_trailing_bytes_are_refused() {
        assert_eq!(Reader::body(&[0x9f, 0x07, 0xff], 1, Reader::u64), Err(FormatError::Form));
        assert_eq!(Reader::body(&[0x81, 0x07, 0x00], 1, Reader::u64), Err(FormatError::Trailing));
        assert_eq!(Reader::body(&[0x82, 0x07], 1, Reader::u64), Err(FormatError::Form));
    }

    #[test]
    fn a_list_that_claims_a_billion_items_allocates_nothing() {
        let claim = [0x81, 0x9a, 0x3b, 0x9a, 0xca, 0x00];
        let read = Reader::body(&claim, 1, |r| r.list(10, Reader::u64));
        assert_eq!(read, Err(FormatError::TooLong));
    }
}

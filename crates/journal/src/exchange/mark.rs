//! A centre's mark at a position of its log: handed out with every page, shown again with the cursor. Only the centre can
//! make one, so that nobody else can tell it that its log has lost something.

use domain::ids::CommuneId;

use crate::digest::{Context, Digest};
use crate::keys::CentreKey;
use crate::receipt::LogId;

/// Bytes of a mark; a device keeps them and does not read them.
pub const MARK_BYTES: usize = POSITION_BYTES + POINT_BYTES + CODE_BYTES;
/// Bytes of a [`Point`].
pub const POINT_BYTES: usize = 16;
const POSITION_BYTES: usize = 8;
const CODE_BYTES: usize = 32;

/// Random bytes drawn when an item was stored and kept beside it. A log that was put back to an older state draws others
/// for the positions that it fills again: who finds the same ones has the same log up to there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point(pub [u8; POINT_BYTES]);

/// What the centre handed out, as it travels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark(pub [u8; MARK_BYTES]);

/// What a mark says, once it is certain that this centre made it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marked {
    /// The log it is about.
    pub log: LogId,
    /// The position, from 1.
    pub position: u64,
    /// What stood there.
    pub point: Point,
}

impl Mark {
    /// Makes a mark: position (little endian) ‖ point ‖ code.
    #[must_use]
    pub fn make(marked: &Marked, commune: CommuneId, key: &CentreKey) -> Self {
        let mut bytes = [0; MARK_BYTES];
        let parts = [marked.position.to_le_bytes().as_slice(), &marked.point.0, &code(marked, commune, key)].concat();
        bytes.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
        Self(bytes)
    }

    /// What it says; none: this centre did not make it for this log and commune.
    #[must_use]
    pub fn read(&self, log: LogId, commune: CommuneId, key: &CentreKey) -> Option<Marked> {
        let (position, rest) = self.0.split_first_chunk::<POSITION_BYTES>()?;
        let (point, stated) = rest.split_first_chunk::<POINT_BYTES>()?;
        let marked = Marked { log, position: u64::from_le_bytes(*position), point: Point(*point) };
        // Compared in constant time.
        let stated = blake3::Hash::from_slice(stated).ok()?;
        (blake3::Hash::from_bytes(code(&marked, commune, key)) == stated).then_some(marked)
    }
}

fn code(marked: &Marked, commune: CommuneId, key: &CentreKey) -> [u8; CODE_BYTES] {
    Digest::new(Context::Mark)
        .fixed(&key.seed())
        .fixed(&marked.log.0)
        .fixed(commune.as_bytes())
        .u64(marked.position)
        .fixed(&marked.point.0)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_believed_by_who_made_it_for_the_same_log_and_commune() {
        let (key, commune) = (CentreKey::from_seed(&[1; 32]), CommuneId::from_bytes([2; 16]));
        let marked = Marked { log: LogId([3; 16]), position: 7, point: Point([4; 16]) };
        let mark = Mark::make(&marked, commune, &key);
        assert_eq!(mark.read(marked.log, commune, &key), Some(marked));
        assert_eq!(mark.read(LogId([9; 16]), commune, &key), None);
        assert_eq!(mark.read(marked.log, CommuneId::from_bytes([9; 16]), &key), None);
        assert_eq!(mark.read(marked.log, commune, &CentreKey::from_seed(&[9; 32])), None);
        for at in 0..MARK_BYTES {
            let mut other = mark;
            other.0[at] ^= 1;
            assert_eq!(other.read(marked.log, commune, &key), None, "byte {at}");
        }
    }
}

//! A centre that holds much of a commune already, without anybody's app.

use std::net::SocketAddr;

use anyhow::Result;
use journal::exchange::Cursor;
use journal::{CentrePublic, RootKey};

use super::caller::Caller;
use super::fleet::Commune;

/// The number of the leader who lets the laptops in.
const LEADER: u32 = 7_000;

/// Sends what so many laptops of a practice commune logged, each so many entries; says where its log ends then.
///
/// # Errors
/// Whatever is refused.
pub(crate) fn fill(
    (at, centre): (SocketAddr, CentrePublic),
    root: &RootKey,
    laptops: u32,
    entries: usize,
) -> Result<Cursor> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let commune = Commune::under(root, true, LEADER);
    let mut end = Cursor::default();
    for number in 0..laptops {
        let laptop = commune.laptop(number, entries)?;
        let mut caller = Caller::new(&laptop, at, centre);
        runtime.block_on(caller.send_all())?;
        if number.saturating_add(1) == laptops {
            runtime.block_on(caller.pull_all())?;
            end = caller.cursor;
        }
    }
    Ok(end)
}

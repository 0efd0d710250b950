//! Bundles on a stick as people see them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Words;

/// What to put on the stick.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum BundleContent {
    /// What has not arrived: written here, or carried here for others.
    Unsent,
    /// Everything that this laptop holds, others' entries too.
    Everything,
    /// The centre's receipts, for laptops that have no network.
    Receipts,
}

/// What to write, and where to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct BundleForm {
    /// What.
    pub content: BundleContent,
    /// The file to write.
    pub path: String,
}

/// A bundle that was written, read back and found the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct BundleWrittenView {
    /// Where it lies.
    pub path: String,
    /// Entries in it.
    pub entries: u32,
    /// How many laptops wrote them.
    pub devices: u32,
    /// Receipts in it.
    pub receipts: u32,
    /// Its size in bytes.
    pub bytes: u32,
}

/// What came of a bundle.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct BundleReadView {
    /// What came of it, sentence by sentence, what matters most first.
    pub words: Vec<Words>,
    /// Nothing in it was damaged, forged, strange or without what must come before it.
    pub sound: bool,
    /// It says that it brings receipts back.
    pub is_return: bool,
    /// The laptop that says it wrote it; none: the centre, or it does not say.
    pub from: Option<String>,
    /// Entries that are new here.
    pub new_entries: u32,
    /// Entries that were here already.
    pub known_entries: u32,
    /// Entries not kept, since others before them are missing.
    pub waiting_entries: u32,
    /// Receipts of the commune's centre.
    pub receipts: u32,
    /// Receipts that cannot be checked here: no centre is known.
    pub unproven: u32,
    /// Parts that do not prove themselves.
    pub forged: u32,
    /// Parts of another commune.
    pub foreign: u32,
    /// Parts that only a newer version understands.
    pub later: u32,
    /// Parts that are damaged or missing.
    pub damaged: u32,
    /// The numbers of damaged parts, as far as they are named; the file's head is 0.
    pub damaged_parts: Vec<u32>,
    /// Entries this laptop wrote.
    pub written: u32,
    /// Of these, covered by a receipt.
    pub arrived: u32,
}

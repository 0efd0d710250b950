//! Carrying by hand: a bundle onto a stick, and a bundle from a stick.

use std::fs::File;
use std::io;
use std::path::Path;

use journal::bundle::{Purpose, Tally};
use journal::limits::BUNDLE_BYTES_MAX;

use super::sync::count;
use crate::bundle::{self, Taken};
use crate::state::Open;
use crate::view::Words;
use crate::view::bundle::{BundleContent, BundleForm, BundleReadView, BundleWrittenView};
use crate::{App, Code, Error, clock, words};

/// At most this many damaged parts are named in a sentence.
const NAMED_MAX: usize = 8;

impl App {
    /// A file name to suggest: no personal data in it.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn bundle_name(&self, content: BundleContent) -> Result<String, Error> {
        let day = clock::iso(clock::day_of(self.shared.settings.now_ms()));
        self.reading(|open| {
            let practice = if open.identity.practice { "-thuc-hanh" } else { "" };
            let receipts = match content {
                BundleContent::Unsent | BundleContent::Everything => "",
                BundleContent::Receipts => "-bien-nhan",
            };
            let device: String = open.identity.device.to_string().chars().take(8).collect();
            Ok(format!("donghanh{practice}{receipts}_{day}_{device}.dhb"))
        })
    }

    /// Writes a bundle; whole and read back, or not at all. Nothing counts as arrived by it. `progress` hears how many
    /// parts of how many are written.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn export_bundle(
        &self,
        form: BundleForm,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<BundleWrittenView, Error> {
        let (device, plan, reader) = {
            let mut state = self.shared.state();
            let open = state.at_work()?;
            let plan = bundle::plan(open, form.content)?;
            // One moment of the file: a list that is replaced meanwhile is still there to be written.
            (open.identity.device, plan, open.store.reader()?)
        };
        let load = |part: &_| {
            self.shared.with_device(device, |_, _| Ok(()))?;
            bundle::load(&reader, part)
        };
        let bytes = bundle::to_file(Path::new(&form.path), &plan, plan.bytes_at_most(), load, &mut progress)?;
        Ok(BundleWrittenView {
            path: Path::new(&form.path).display().to_string(),
            entries: count(plan.entries()),
            devices: u32::try_from(plan.devices()).unwrap_or(u32::MAX),
            receipts: u32::try_from(plan.receipts()).unwrap_or(u32::MAX),
            bytes: count(bytes),
        })
    }

    /// Takes a bundle in: what is new is carried on to the centre at the next sync, receipts say what has arrived.
    /// `progress` hears how many bytes of how many are read.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn import_bundle(&self, path: &str, mut progress: impl FnMut(u64, u64)) -> Result<BundleReadView, Error> {
        let identity = self.reading(|open| Ok(open.identity))?;
        let (mut file, bytes) = opened(Path::new(path)).map_err(|_| Error::new(Code::CannotRead))?;
        if bytes > BUNDLE_BYTES_MAX {
            return Err(Error::new(Code::BadBundle));
        }
        let us = (identity.commune, identity.device);
        let taken = bundle::take(&self.shared, us, &mut file, &mut |read| progress(read, bytes));
        // Also after an error: what came before it is here.
        self.shared.lookout.watch().grow(true);
        let taken = taken?;
        if taken.unproven > 0 && taken.is_return() {
            return Err(Error::new(Code::NoCentre));
        }
        if taken.changed() {
            self.shared.lookout.wake();
        }
        self.shared.with_device(identity.device, |open, _| read_view(open, taken))
    }
}

/// A plain file and its length: a pipe or a device would be waited for, or never end.
fn opened(path: &Path) -> io::Result<(File, u64)> {
    let known = std::fs::metadata(path)?;
    if !known.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok((File::open(path)?, known.len()))
}

fn read_view(open: &Open, taken: Taken) -> Result<BundleReadView, Error> {
    let counts = open.store.outbox_counts()?;
    let (written, arrived) = (count(counts.saved), count(counts.arrived));
    let from = taken.header.and_then(|header| header.device);
    Ok(BundleReadView {
        words: said(&taken, written, arrived),
        sound: taken.is_sound(),
        is_return: taken.is_return(),
        from: from.map(|device| open.names().map(|names| names.device(device))).transpose()?,
        new_entries: count(taken.new_entries),
        known_entries: count(taken.known_entries),
        waiting_entries: count(taken.waiting_entries),
        receipts: taken.receipts,
        unproven: taken.unproven,
        forged: taken.forged,
        foreign: taken.foreign,
        later: taken.later,
        damaged: taken.damaged,
        damaged_parts: taken.damaged_parts,
        written,
        arrived,
    })
}

impl Taken {
    fn is_return(&self) -> bool {
        self.header.is_some_and(|header| header.purpose == Purpose::Return)
    }

    /// Nothing that a person should do something about.
    const fn is_sound(&self) -> bool {
        let strange = self.forged > 0 || self.foreign > 0 || self.later > 0 || self.unproven > 0;
        self.whole && self.waiting_entries == 0 && !strange
    }
}

/// What came of it in sentences.
fn said(taken: &Taken, written: u32, arrived: u32) -> Vec<Words> {
    let mut said = Vec::new();
    let mut counted = |key: &str, count: u64| said.extend((count > 0).then(|| Words::new(key).with("count", count)));
    counted(words::BUNDLE_NEW, taken.new_entries);
    counted(words::BUNDLE_KNOWN, taken.known_entries);
    counted(words::BUNDLE_WAITING, taken.waiting_entries);
    counted(words::BUNDLE_FORGED, taken.forged.into());
    counted(words::BUNDLE_FOREIGN, taken.foreign.into());
    counted(words::BUNDLE_LATER, taken.later.into());
    counted(words::BUNDLE_UNPROVEN, taken.unproven.into());
    said.extend(damage(taken));
    if taken.receipts > 0 {
        let receipts = Words::new(words::BUNDLE_RECEIPTS).with("receipts", taken.receipts);
        said.push(receipts.with("arrived", arrived).with("written", written));
    }
    said.extend(taken.header.and_then(|header| header.tally).and_then(not_taken));
    if said.is_empty() {
        said.push(Words::new(words::BUNDLE_EMPTY));
    }
    said
}

fn damage(taken: &Taken) -> Option<Words> {
    let named: Vec<String> = taken.damaged_parts.iter().take(NAMED_MAX).map(u32::to_string).collect();
    if !named.is_empty() {
        let parts = if taken.damaged_parts.len() > NAMED_MAX { named.join(", ") + " …" } else { named.join(", ") };
        return Some(Words::new(words::BUNDLE_DAMAGED).with("count", taken.damaged).with("parts", parts));
    }
    match (taken.cut, taken.whole) {
        (true, _) => Some(Words::new(words::BUNDLE_CUT)),
        (false, false) => Some(Words::new(words::BUNDLE_ALTERED)),
        (false, true) => None,
    }
}

/// What the centre says that it did not take.
fn not_taken(tally: Tally) -> Option<Words> {
    let left = tally.waiting.saturating_add(tally.refused);
    (left > 0 || tally.damaged > 0)
        .then(|| Words::new(words::BUNDLE_NOT_TAKEN).with("entries", left).with("damaged", tally.damaged))
}

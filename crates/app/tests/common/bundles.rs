//! Laptops that carry bundles to each other, and bundles taken apart and put together again by hand.

use std::path::Path;

use app::App;
use app::view::bundle::{BundleContent, BundleForm, BundleReadView, BundleWrittenView};
use app::view::start::{AnswerForm, JoinForm};
use journal::Item;
use journal::bundle::{BundleHeader, BundleReader, BundleWriter, Found, PartKind};

use super::{Clock, EVENING_MS, Laptop, text};

const NEWCOMERS_PIN: &str = "824613";

/// What a bundle says and holds.
pub struct Bundle {
    pub header: BundleHeader,
    pub parts: Vec<(PartKind, Vec<u8>)>,
}

impl Bundle {
    pub fn read(path: &str) -> Self {
        let (mut reader, mut header, mut parts) = (BundleReader::new(), None, Vec::new());
        reader.feed(&std::fs::read(path).unwrap());
        reader.close();
        while let Some(found) = reader.next().unwrap() {
            match found {
                Found::Header(it) => header = Some(it),
                Found::Part { kind, content } => parts.push((kind, content)),
            }
        }
        assert!(reader.ending().unwrap().whole);
        Self { header: header.unwrap(), parts }
    }

    /// The file, and where each part begins in it: the header, the parts, the end.
    pub fn write(&self) -> (Vec<u8>, Vec<usize>) {
        let parts = u32::try_from(self.parts.len()).unwrap();
        let (mut writer, mut bytes) = BundleWriter::begin(&BundleHeader { parts, ..self.header }).unwrap();
        let mut begins = vec![20];
        for (kind, content) in &self.parts {
            begins.push(bytes.len());
            bytes.extend(writer.part(*kind, content).unwrap());
        }
        begins.push(bytes.len());
        bytes.extend(writer.end().unwrap().0);
        (bytes, begins)
    }

    /// How many entries each part holds.
    pub fn entries(&self) -> Vec<u32> {
        let of = |(kind, content): &(PartKind, Vec<u8>)| match (kind, Item::read(content)) {
            (PartKind::Item, Ok(Item::Batch(batch))) => u32::try_from(batch.span().count()).unwrap(),
            _ => 0,
        };
        self.parts.iter().map(of).collect()
    }

    pub fn is_chain(&self, part: usize) -> bool {
        let (kind, content) = &self.parts[part];
        *kind == PartKind::Item && matches!(Item::read(content), Ok(Item::Chain(_)))
    }
}

impl Laptop {
    /// A laptop that joined this leader's commune by files, and has heard of nothing else.
    pub fn joined(leader: &Self, label: &str) -> Self {
        let second = Self::new();
        let member = leader.app.commune().unwrap().members[1].id;
        let (request, answer) = (text(&second.path("request")), text(&second.path("answer")));
        let form = JoinForm { label: label.into(), pin: NEWCOMERS_PIN.into(), path: request.clone() };
        second.app.request_to_join(form).unwrap();
        leader.app.answer_join(AnswerForm { request_path: request, member, answer_path: answer.clone() }).unwrap();
        second.app.accept_join_answer(&answer).unwrap();
        second.app.unlock(member, NEWCOMERS_PIN).unwrap();
        second
    }

    /// Writes a bundle into this laptop's folder.
    pub fn export(&self, content: BundleContent, name: &str) -> (String, BundleWrittenView) {
        let path = text(&self.path(name));
        let written = self.app.export_bundle(BundleForm { content, path: path.clone() }, |_, _| {}).unwrap();
        (path, written)
    }

    pub fn import(&self, path: &str) -> BundleReadView {
        self.app.import_bundle(path, |_, _| {}).unwrap()
    }

    /// A copy of this laptop as it lies on the disk, unlocked: for many tries from the same beginning.
    pub fn copied(&self) -> Self {
        let clock = Clock { keys: self.clock.keys.clone(), ..Clock::at(EVENING_MS) };
        let folder = tempfile::tempdir().unwrap();
        self.app.lock().unwrap();
        copy(self.folder.path(), folder.path());
        let app = App::with(folder.path(), clock.settings());
        let copy = Self { folder, clock, app };
        copy.unlock(NEWCOMERS_PIN).unwrap();
        copy
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}
